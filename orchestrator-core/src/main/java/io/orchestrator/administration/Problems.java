package io.orchestrator.administration;

import io.orchestrator.model.NameRule;
import io.orchestrator.model.TextRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is wrong with the fields of one value. Lengths are in characters as people and the
 * database count them, also where Java needs two chars for one; sizes are in bytes of UTF-8.
 */
public final class Problems {
  /** The longest description of anything, in characters. */
  public static final int DESCRIPTION = 5_000;

  /** The largest value of a variable, password or extra, in bytes. */
  public static final int VALUE = 65_536;

  private final List<Problem> found = new ArrayList<>();

  /** Adds the problem unless the rule holds. */
  public Problems require(boolean holds, String field, String message) {
    if (!holds) {
      found.add(new Problem(field, message));
    }
    return this;
  }

  /** A name: whatever has it can be addressed on pages and over REST. */
  public Problems name(NameRule rule, String name) {
    rule.problems(name).forEach(problem -> found.add(new Problem(rule.field(), problem)));
    return this;
  }

  /** A text that may be absent. */
  public Problems text(String field, @Nullable String text, int most) {
    String given = text == null ? "" : text;
    int length = given.codePointCount(0, given.length());
    TextRule.problem(given).ifPresent(problem -> found.add(new Problem(field, problem)));
    return require(
        length <= most,
        field,
        "It has " + length + " characters; " + most + " are allowed. Nothing is cut off.");
  }

  /** A JSON value: every text and name in it, at any depth, can be stored. */
  public Problems json(String field, @Nullable Object value) {
    TextRule.problemIn(value).ifPresent(problem -> found.add(new Problem(field, problem)));
    return this;
  }

  /** A value that may be absent, measured in bytes of UTF-8. */
  public Problems size(String field, @Nullable String value) {
    int size = value == null ? 0 : value.getBytes(StandardCharsets.UTF_8).length;
    return require(
        size <= VALUE,
        field,
        "It has %d bytes in UTF-8; %d are allowed. Keep large values in files or an object store."
            .formatted(size, VALUE));
  }

  public List<Problem> found() {
    return List.copyOf(found);
  }
}
