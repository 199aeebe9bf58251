// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.policy;

import static java.util.stream.Collectors.joining;

import dev.firn.domain.access.Condition;
import dev.firn.domain.access.ConditionOperator;
import dev.firn.domain.access.PolicyVersion;
import dev.firn.domain.access.RequestContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the conditions of a statement.
 *
 * @param version the version of the policy that they are in
 */
record ConditionReader(PolicyVersion version) {
  private static final String IF_EXISTS = "IfExists";

  List<Condition> read(Located member) {
    List<Condition> conditions = new ArrayList<>();
    for (Located comparisons : member.members()) {
      String name = comparisons.name();
      boolean ifExists = name.endsWith(IF_EXISTS);
      ConditionOperator operator =
          operator(
              comparisons, ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name);
      if (comparisons.members().isEmpty()) {
        throw comparisons.malformed("it has no condition key; it must have one at least");
      }
      Set<String> keys = new HashSet<>();
      for (Located comparison : comparisons.members()) {
        if (!keys.add(comparison.name().toLowerCase(Locale.ROOT))) {
          throw comparison.malformed("the key is there already; its case does not count");
        }
        conditions.add(condition(operator, ifExists, comparison));
      }
    }
    return conditions;
  }

  private static ConditionOperator operator(Located place, String name) {
    return ConditionOperator.named(name)
        .orElseThrow(
            () ->
                place.malformed(
                    "there is no condition operator "
                        + place.name()
                        + "; there are "
                        + Arrays.stream(ConditionOperator.values())
                            .map(ConditionOperator::policyName)
                            .collect(joining(", "))
                        + ", all but Null also with IfExists"));
  }

  private Condition condition(ConditionOperator operator, boolean ifExists, Located comparison) {
    String key = comparison.name();
    checkKey(comparison, key);
    List<String> values = comparison.items().stream().map(value -> value(operator, value)).toList();
    return comparison.checked(() -> new Condition(operator, ifExists, key, values));
  }

  private String value(ConditionOperator operator, Located item) {
    String value = item.scalar();
    return item.checked(
        () -> {
          operator.check(value);
          if (operator.takesVariables()) {
            version.checkVariables(value);
          }
          return value;
        });
  }

  /** Refuses a slip of the pen that would quietly turn a condition off. */
  private static void checkKey(Located place, String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    if (lower.equals("aws:tagkeys")) {
      throw place.malformed(
          "aws:TagKeys is not known, as it has several values; aws:RequestTag/KEY asks for one of"
              + " them");
    }
    String tag = RequestContext.RESOURCE_TAG.toLowerCase(Locale.ROOT);
    boolean known =
        lower.equals(RequestContext.ARCHIVE_AGE_IN_DAYS.toLowerCase(Locale.ROOT))
            || (lower.startsWith(tag) && lower.length() > tag.length());
    if (lower.startsWith("glacier:") && !known) {
      throw place.malformed(
          "there is no condition key "
              + key
              + "; those of glacier are glacier:ArchiveAgeInDays and glacier:ResourceTag/KEY");
    }
  }
}
