package io.orchestrator.web.bench.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One figure of this build to the same of the other.
 *
 * @param median of this build's median to the other's
 * @param least of the ratios of the turns that followed each other
 * @param most of the same
 */
public record Ratio(double median, double least, double most) {

  /**
   * Both builds were measured in turn: the first value of the one belongs to the first of the
   * other.
   *
   * @return empty when the other's median is 0, or one of its values
   */
  public static Optional<Ratio> of(Spread ours, Spread other) {
    if (other.median() == 0 || other.values().contains(0.0)) {
      return Optional.empty();
    }
    List<Double> pairs = new ArrayList<>();
    for (int i = 0; i < Math.min(ours.values().size(), other.values().size()); i++) {
      pairs.add(ours.values().get(i) / other.values().get(i));
    }
    Spread spread = new Spread(pairs);
    return Optional.of(new Ratio(ours.median() / other.median(), spread.least(), spread.most()));
  }

  /** For programs. */
  Map<String, Object> toMap() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("median", Figures.rounded(median));
    all.put("least", Figures.rounded(least));
    all.put("most", Figures.rounded(most));
    return all;
  }

  /** For people. */
  String text() {
    return "%s (%s – %s)".formatted(Spread.text(median), Spread.text(least), Spread.text(most));
  }
}
