package io.orchestrator.administration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

  /**
   * What cannot be a part of an address, or not on every way to it: servers and browsers refuse,
   * split or rewrite it even when it is escaped.
   */
  private static final Pattern NOT_IN_ADDRESSES =
      Pattern.compile("[/\\\\;%\\p{Cntrl}\u2028\u2029]|^\\.{1,2}$|^\\s|\\s$");

  /** A NUL or half of a character: neither can be stored as text. */
  private static final Pattern NOT_IN_TEXTS = Pattern.compile("[\0\\p{Cs}]");

  private final List<Problem> found = new ArrayList<>();

  /** Adds the problem unless the rule holds. */
  public Problems require(boolean holds, String field, String message) {
    if (!holds) {
      found.add(new Problem(field, message));
    }
    return this;
  }

  /** A name: whatever has it can be addressed on pages and over REST. */
  public Problems name(String field, String name, int most) {
    if (name.isBlank()) {
      return require(false, field, "It is empty; 1 to " + most + " characters are allowed.");
    }
    return text(field, name, most)
        .require(
            !NOT_IN_ADDRESSES.matcher(name).find(),
            field,
            "It has what cannot be in an address: / \\ ; % or a control character, a blank at an"
                + " end, or nothing but dots.");
  }

  /** A text that may be absent. */
  public Problems text(String field, @Nullable String text, int most) {
    String given = text == null ? "" : text;
    int length = given.codePointCount(0, given.length());
    return require(
            length <= most,
            field,
            "It has " + length + " characters; " + most + " are allowed. Nothing is cut off.")
        .require(
            !NOT_IN_TEXTS.matcher(given).find(),
            field,
            "It has a NUL or half of a character, which cannot be stored.");
  }

  /** A JSON value: every text and name in it, at any depth, can be stored. */
  public Problems json(String field, @Nullable Object value) {
    return require(
        storable(value), field, "It has a NUL or half of a character, which cannot be stored.");
  }

  private static boolean storable(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.keySet().stream().allMatch(Problems::storable)
          && map.values().stream().allMatch(Problems::storable);
    }
    return value instanceof Collection<?> items
        ? items.stream().allMatch(Problems::storable)
        : !(value instanceof String text) || !NOT_IN_TEXTS.matcher(text).find();
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
