// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import com.google.common.base.Splitter;
import dev.firn.domain.vault.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the short hand of the tables in these tests. Statements, with semicolons between: {@code
 * Allow to bob@2 glacier:List* on photos if Bool aws:SecureTransport true}, where lists have commas
 * and {@code !} means all others. Account 1 owns the vaults; who has no account is of account 1.
 */
final class Written {
  static final AccountId OWNER = account('1');

  private static final Pattern STATEMENT =
      Pattern.compile("(Allow|Deny)(?: to (\\S+))? (\\S+) on (\\S+)(?: if (.+))?");
  private static final Splitter COMMA = Splitter.on(',');

  private Written() {}

  private static AccountId account(char digit) {
    return new AccountId(String.valueOf(digit).repeat(12));
  }

  static Principal principal(String text) {
    List<String> parts = Splitter.on('@').splitToList(text);
    AccountId account = parts.size() > 1 ? account(parts.get(1).charAt(0)) : OWNER;
    return parts.get(0).equals("root")
        ? Principal.root(account)
        : Principal.user(account, parts.get(0));
  }

  static String vault(String name) {
    return "arn:aws:glacier:us-east-1:" + OWNER + ":vaults/" + name;
  }

  static List<Policy> policies(String name, String version, String statements) {
    List<Statement> all =
        Splitter.on(';')
            .trimResults()
            .omitEmptyStrings()
            .splitToStream(statements)
            .map(Written::statement)
            .toList();
    return all.isEmpty()
        ? List.of()
        : List.of(new Policy(name, PolicyVersion.dated(version).orElseThrow(), all));
  }

  static Statement statement(String text) {
    Matcher matcher = STATEMENT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    return new Statement(
        Optional.empty(),
        Effect.valueOf(matcher.group(1).toUpperCase(java.util.Locale.ROOT)),
        Optional.ofNullable(matcher.group(2))
            .map(to -> new Principals(excluded(to), list(to).map(Written::name).toList())),
        new Actions(excluded(matcher.group(3)), list(matcher.group(3)).toList()),
        new Resources(
            excluded(matcher.group(4)), list(matcher.group(4)).map(Written::resource).toList()),
        Optional.ofNullable(matcher.group(5)).stream()
            .flatMap(all -> Splitter.on(" and ").splitToStream(all))
            .map(Written::condition)
            .toList());
  }

  private static boolean excluded(String text) {
    return text.startsWith("!");
  }

  private static Stream<String> list(String text) {
    return COMMA.splitToStream(excluded(text) ? text.substring(1) : text);
  }

  private static PrincipalName name(String text) {
    boolean plain = text.equals("*") || text.startsWith("arn:") || text.matches("[0-9]{12}");
    return new PrincipalName(plain ? text : principal(text).arn());
  }

  private static String resource(String text) {
    return text.equals("*") || text.startsWith("arn:") ? text : vault(text);
  }

  static Condition condition(String text) {
    List<String> words = Splitter.on(' ').limit(3).splitToList(text);
    String operator = words.get(0).replaceFirst("IfExists$", "");
    return new Condition(
        ConditionOperator.named(operator).orElseThrow(),
        !operator.equals(words.get(0)),
        words.get(1),
        COMMA.splitToList(words.get(2)));
  }

  static RequestContext context(String text) {
    Map<String, String> values =
        Splitter.on(';').trimResults().omitEmptyStrings().withKeyValueSeparator('=').split(text);
    return new RequestContext(values);
  }
}
