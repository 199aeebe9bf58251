// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.vault.Region;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a topic that notifications are sent to: {@code arn:aws:sns:REGION:ACCOUNT:NAME}.
 *
 * @param text the ARN
 */
public record TopicArn(String text) {
  private static final Pattern FORM =
      Pattern.compile(
          "arn:aws[a-z-]*:sns:([a-z0-9-]{1,63}):[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");

  /**
   * Checks the form.
   *
   * @throws InvalidParameterValueException if it is not the ARN of a topic
   */
  public TopicArn {
    if (!FORM.matcher(text).matches()) {
      throw InvalidParameterValueException.topic(text);
    }
  }

  /**
   * Returns this ARN, if it is of a region.
   *
   * @throws InvalidParameterValueException if it is of another
   */
  public TopicArn in(Region region) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || !parts.group(1).equals(region.toString())) {
      throw InvalidParameterValueException.topicOfAnotherRegion(text);
    }
    return this;
  }

  @Override
  public String toString() {
    return text;
  }
}
