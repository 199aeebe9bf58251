// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The IP addresses that begin with the same bits.
 *
 * @param width how many bits an address has: 32 or 128
 * @param address any of the addresses
 * @param prefix how many bits they share
 */
record AddressBlock(int width, BigInteger address, int prefix) {
  private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]{2,45})(?:/([0-9]{1,3}))?");
  private static final BigInteger MAPPED = BigInteger.valueOf(0xFFFF);

  /**
   * Reads an address, or one followed by a slash and the number of bits that count. An IPv4 address
   * that is written in IPv6 is that IPv4 address.
   */
  static Optional<AddressBlock> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String address = String.valueOf(matcher.group(1));
    if (!InetAddresses.isInetAddress(address)) {
      return Optional.empty();
    }
    AddressBlock one = address.indexOf(':') < 0 ? ipv4(address) : ipv6(address);
    return Optional.ofNullable(matcher.group(2))
        .map(Integer::valueOf)
        .map(prefix -> new AddressBlock(one.width, one.address, prefix))
        .or(() -> Optional.of(one))
        .filter(block -> block.prefix <= block.width);
  }

  private static AddressBlock ipv4(String text) {
    return new AddressBlock(32, number(Splitter.on('.').splitToList(text), 8, 10), 32);
  }

  private static AddressBlock ipv6(String text) {
    String plain = text;
    if (text.indexOf('.') >= 0) {
      int last = text.lastIndexOf(':') + 1;
      int low = ipv4(text.substring(last)).address.intValue();
      plain =
          text.substring(0, last)
              + Integer.toHexString(low >>> 16)
              + ":"
              + Integer.toHexString(low & 0xFFFF);
    }
    BigInteger address = number(groups(plain), 16, 16);
    return address.shiftRight(32).equals(MAPPED)
        ? new AddressBlock(32, address.subtract(MAPPED.shiftLeft(32)), 32)
        : new AddressBlock(128, address, 128);
  }

  /** Returns all eight groups of a valid address, those that {@code ::} leaves out as zeros. */
  private static List<String> groups(String text) {
    Splitter colons = Splitter.on(':').omitEmptyStrings();
    int gap = text.indexOf("::");
    List<String> all = new ArrayList<>(colons.splitToList(gap < 0 ? text : text.substring(0, gap)));
    if (gap >= 0) {
      List<String> tail = colons.splitToList(text.substring(gap));
      all.addAll(Collections.nCopies(8 - all.size() - tail.size(), "0"));
      all.addAll(tail);
    }
    return all;
  }

  private static BigInteger number(List<String> groups, int bits, int radix) {
    BigInteger number = BigInteger.ZERO;
    for (String group : groups) {
      number = number.shiftLeft(bits).add(new BigInteger(group, radix));
    }
    return number;
  }

  /** Tells whether all addresses of the other block are in this one. */
  boolean contains(AddressBlock other) {
    return width == other.width
        && prefix <= other.prefix
        && network(address).equals(network(other.address));
  }

  private BigInteger network(BigInteger of) {
    return of.shiftRight(width - prefix);
  }
}
