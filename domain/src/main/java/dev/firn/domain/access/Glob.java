// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import com.google.common.primitives.ImmutableIntArray;

/**
 * A pattern in which {@code *} stands for any text, none included, and {@code ?} for a character.
 */
final class Glob {
  /** Stands for any text; no code point is negative. */
  static final int ANY_TEXT = -1;

  /** The segment of an ARN that is the region, counted from 0. */
  private static final int REGION = 3;

  /** Stands for any one character. */
  static final int ANY_CHARACTER = -2;

  private final ImmutableIntArray tokens;

  /** Creates the pattern of these code points and wildcards. */
  Glob(ImmutableIntArray tokens) {
    this.tokens = tokens;
  }

  /** Returns the pattern that a text with wildcards writes. */
  static Glob of(String text) {
    return of(text, true);
  }

  /** Returns the pattern that a text writes, with wildcards or without. */
  static Glob of(String text, boolean wildcards) {
    ImmutableIntArray.Builder tokens = ImmutableIntArray.builder(text.length());
    add(tokens, text, wildcards);
    return new Glob(tokens.build());
  }

  /** Adds text to a pattern, literally or with its wildcards. */
  static void add(ImmutableIntArray.Builder tokens, String text, boolean wildcards) {
    for (int character : codePoints(text)) {
      tokens.add(wildcards ? token(character) : character);
    }
  }

  private static int token(int character) {
    return switch (character) {
      case '*' -> ANY_TEXT;
      case '?' -> ANY_CHARACTER;
      default -> character;
    };
  }

  /** Tells whether the pattern stands for the whole of the text. */
  boolean matches(String text) {
    return matches(codePoints(text), false);
  }

  /** Tells the same, with letters equal whatever their case. */
  boolean matchesIgnoringCase(String text) {
    return matches(codePoints(text), true);
  }

  /** Returns the characters of a text. A stream of them would cost more than the match. */
  private static int[] codePoints(String text) {
    int[] characters = new int[text.codePointCount(0, text.length())];
    int at = 0;
    for (int i = 0; i < characters.length; i++) {
      characters[i] = text.codePointAt(at);
      at += Character.charCount(characters[i]);
    }
    return characters;
  }

  // Only the last * is ever given another try: what an earlier one could match instead, the last
  // one can match as well. So the cost is at most the product of both lengths.
  private boolean matches(int[] text, boolean ignoringCase) {
    int token = 0;
    int at = 0;
    int retryToken = -1;
    int retryAt = 0;
    while (at < text.length) {
      if (token < tokens.length() && tokens.get(token) == ANY_TEXT) {
        token++;
        retryToken = token;
        retryAt = at;
      } else if (token < tokens.length() && stands(tokens.get(token), text[at], ignoringCase)) {
        token++;
        at++;
      } else if (retryToken >= 0) {
        token = retryToken;
        retryAt++;
        at = retryAt;
      } else {
        return false;
      }
    }
    while (token < tokens.length() && tokens.get(token) == ANY_TEXT) {
      token++;
    }
    return token == tokens.length();
  }

  private static boolean stands(int token, int character, boolean ignoringCase) {
    return token == character
        || token == ANY_CHARACTER
        || (ignoringCase && token >= 0 && fold(token) == fold(character));
  }

  private static int fold(int character) {
    return Character.toLowerCase(Character.toUpperCase(character));
  }

  /** Tells whether there is a region in which an ARN, otherwise the same, matches. */
  boolean matchesInAnyRegion(String arn) {
    boolean[] reached = new boolean[tokens.length() + 1];
    reached[0] = true;
    int segment = 0;
    for (int character : codePoints(arn)) {
      if (character == ':') {
        segment++;
      }
      if (segment != REGION) {
        reached = after(character, reached);
      } else if (character == ':') {
        reached = afterAnyButColons(after(character, reached));
      }
    }
    return passing(reached)[tokens.length()];
  }

  /** Returns which tokens can come next after a character, of those that can come before it. */
  private boolean[] after(int character, boolean[] before) {
    boolean[] reached = passing(before);
    boolean[] after = new boolean[reached.length];
    for (int token = 0; token < tokens.length(); token++) {
      if (reached[token]) {
        boolean isAnyText = tokens.get(token) == ANY_TEXT;
        after[token] |= isAnyText;
        after[token + 1] |= !isAnyText && stands(tokens.get(token), character, false);
      }
    }
    return after;
  }

  /** Returns which tokens can come next after some text, or none, that has no colon. */
  private boolean[] afterAnyButColons(boolean[] before) {
    boolean[] reached = before.clone();
    for (int token = 0; token < tokens.length(); token++) {
      reached[token + 1] |= reached[token] && tokens.get(token) != ':';
    }
    return reached;
  }

  /** Returns also those that come after one that can stand for nothing. */
  private boolean[] passing(boolean[] before) {
    boolean[] reached = before.clone();
    for (int token = 0; token < tokens.length(); token++) {
      reached[token + 1] |= reached[token] && tokens.get(token) == ANY_TEXT;
    }
    return reached;
  }

  /**
   * Tells whether an ARN matches, each of its six segments by itself, so that a wildcard does not
   * run across a colon before the resource.
   */
  boolean matchesArn(String arn) {
    int from = 0;
    int at = 0;
    for (int segment = 1; segment < 6; segment++) {
      int end = tokens.subArray(from, tokens.length()).indexOf(':');
      int colon = arn.indexOf(':', at);
      if (end < 0
          || colon < 0
          || !new Glob(tokens.subArray(from, from + end)).matches(arn.substring(at, colon))) {
        return false;
      }
      from += end + 1;
      at = colon + 1;
    }
    return new Glob(tokens.subArray(from, tokens.length())).matches(arn.substring(at));
  }
}
