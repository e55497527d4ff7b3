package io.orchestrator.execution;

import io.orchestrator.model.NameRule;
import io.orchestrator.model.TextRule;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many XComs an attempt may store and how large they may be. The worker asks before it reports
 * an end and the server before it writes one. Values are measured in bytes of UTF-8, as the
 * database measures them, and keys in characters; a refusal names both numbers.
 */
public final class XComBounds {
  public static final int MOST_XCOMS = 100;
  public static final int LONGEST_KEY = NameRule.XCOM.most();
  public static final int MOST_BYTES = 1 << 20;
  public static final int MOST_BYTES_IN_ALL = 8 << 20;

  private XComBounds() {}

  /** What is wrong with all XComs of an attempt, as JSON text by key; empty when they fit. */
  public static Optional<String> problem(Map<String, String> xcoms) {
    Optional<String> tooMany = ofCount(xcoms.size());
    if (tooMany.isPresent()) {
      return tooMany;
    }
    return Stream.concat(
            xcoms.entrySet().stream().flatMap(e -> ofEntry(e.getKey(), e.getValue())),
            ofSum(xcoms.values().stream().mapToLong(XComBounds::bytes).sum()).stream())
        .findFirst();
  }

  private static Stream<String> ofEntry(String key, String json) {
    return Stream.of(ofKey(key), ofValue("XCom " + key, json)).flatMap(Optional::stream);
  }

  /** What is wrong with so many XComs of one attempt. */
  public static Optional<String> ofCount(int xcoms) {
    return xcoms > MOST_XCOMS
        ? Optional.of(
            "DAG009: the task pushed %d XComs, more than the %d that an attempt may store. Push one list or map instead."
                .formatted(xcoms, MOST_XCOMS))
        : Optional.empty();
  }

  /** What is wrong with a key. */
  public static Optional<String> ofKey(String key) {
    return NameRule.XCOM.problems(key).stream()
        .findFirst()
        .map(problem -> "DAG009: an XCom cannot have such a key: " + problem);
  }

  /**
   * What is wrong with a value.
   *
   * @param what names it in the answer
   */
  public static Optional<String> ofValue(String what, String json) {
    if (TextRule.problem(json).isPresent()) {
      return Optional.of(
          "DAG009: " + what + " has a NUL or half of a character, which cannot be stored.");
    }
    return ofSize(what + " is", bytes(json), MOST_BYTES, "an XCom may have");
  }

  private static Optional<String> ofSum(long bytes) {
    return ofSize("the XComs of the task are", bytes, MOST_BYTES_IN_ALL, "an attempt may store");
  }

  private static Optional<String> ofSize(String what, long bytes, int most, String whose) {
    return bytes > most
        ? Optional.of(
            "DAG009: %s %d bytes of JSON, more than the %d that %s. Store it elsewhere (S3, a table) and return where it is."
                .formatted(what, bytes, most, whose))
        : Optional.empty();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
