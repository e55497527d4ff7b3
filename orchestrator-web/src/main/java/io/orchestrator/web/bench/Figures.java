package io.orchestrator.web.bench;

import java.util.List;

/** Medians and percentiles of short series. */
final class Figures {
  private Figures() {}

  /** By nearest rank; 0 for an empty series. */
  static double percentile(List<Double> values, int percent) {
    if (values.isEmpty()) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100.0 * values.size());
    return values.stream().sorted().toList().get(Math.max(0, rank - 1));
  }

  static double median(List<Double> values) {
    return percentile(values, 50);
  }

  /** Rounded to three decimal places. */
  static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
