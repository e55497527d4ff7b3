package io.orchestrator.web.bench.figures;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One figure, measured several times.
 *
 * @param values in the order in which they were measured; at least one
 */
public record Spread(List<Double> values) {

  public Spread {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a spread of nothing");
    }
    values = List.copyOf(values);
  }

  /** Of an even number of values, the mean of the two in the middle. */
  public double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  public double least() {
    return Collections.min(values);
  }

  public double most() {
    return Collections.max(values);
  }

  /** For programs. */
  Map<String, Object> toMap() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("median", Figures.rounded(median()));
    all.put("least", Figures.rounded(least()));
    all.put("most", Figures.rounded(most()));
    all.put("values", values.stream().map(Figures::rounded).toList());
    return all;
  }

  /** For people: the median and, when there are several, between what they lie. */
  String text() {
    String middle = text(median());
    return values.size() == 1
        ? middle
        : "%s (%s – %s)".formatted(middle, text(least()), text(most()));
  }

  /** Three digits that mean something. */
  static String text(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == 0) {
      return "%,.0f".formatted(value);
    }
    if (size >= 10) {
      return "%.1f".formatted(value);
    }
    return size >= 1 ? "%.2f".formatted(value) : "%.3f".formatted(value);
  }
}
