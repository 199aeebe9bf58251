// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0

import dev.firn.domain.Firn;

class App {
  public static void main(String[] args) {
    try (Firn firn = Firn.open("memory:")) {
      System.out.println(firn);
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
    }
  }
}
