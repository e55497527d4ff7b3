package io.orchestrator.web.bench.figures;

import java.util.List;

/** Medians and percentiles of short series. */
public final class Figures {
  private static final int HALF = 50;

  private Figures() {}

  /** By nearest rank; 0 for an empty series. */
  public static double percentile(List<Double> values, int percent) {
    if (values.isEmpty()) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100.0 * values.size());
    return values.stream().sorted().toList().get(Math.max(0, rank - 1));
  }

  /** By nearest rank; 0 for an empty series. */
  public static double median(List<Double> values) {
    return percentile(values, HALF);
  }

  /** Rounded to three decimal places. */
  public static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
