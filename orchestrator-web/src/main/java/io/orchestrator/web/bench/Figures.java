package io.orchestrator.web.bench;

import java.util.Arrays;
import java.util.List;

/** Medians and percentiles of short series. */
final class Figures {
  private Figures() {}

  /** By nearest rank; 0 for an empty series. */
  static double percentile(double[] values, int percent) {
    if (values.length == 0) {
      return 0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  static double median(List<Double> values) {
    return percentile(values.stream().mapToDouble(Double::doubleValue).toArray(), 50);
  }

  /** To three figures behind the point. */
  static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
