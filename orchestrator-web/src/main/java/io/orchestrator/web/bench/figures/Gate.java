package io.orchestrator.web.bench.figures;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A goal, as a ratio to what is possible here.
 *
 * @param what is compared, in words
 * @param value of this build
 * @param limit what the machine allows, measured in the same run unless {@code limitIs} says that
 *     it is fixed; greater than 0
 * @param limitIs the limit in words
 * @param goal the ratio that must be kept
 * @param direction on which side of the goal the ratio must be
 */
public record Gate(
    String what, double value, double limit, String limitIs, double goal, Direction direction) {

  /** Which ratios are good. */
  public enum Direction {
    AT_MOST,
    AT_LEAST
  }

  /** The less the better. */
  public static Gate atMost(double goal, String what, double value, double limit, String limitIs) {
    return new Gate(what, value, limit, limitIs, goal, Direction.AT_MOST);
  }

  /** The more the better. */
  public static Gate atLeast(double goal, String what, double value, double limit, String limitIs) {
    return new Gate(what, value, limit, limitIs, goal, Direction.AT_LEAST);
  }

  public double ratio() {
    return value / limit;
  }

  public boolean holds() {
    return direction == Direction.AT_MOST ? ratio() <= goal : ratio() >= goal;
  }

  /** For programs. */
  Map<String, Object> toMap() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("what", what);
    all.put("value", Figures.rounded(value));
    all.put("limit", Figures.rounded(limit));
    all.put("limit_is", limitIs);
    all.put("ratio", Figures.rounded(ratio()));
    all.put(direction == Direction.AT_MOST ? "ratio_at_most" : "ratio_at_least", goal);
    all.put("holds", holds());
    return all;
  }
}
