package io.orchestrator.web.ui.text;

/** A share of a whole, as widths of bars are written. */
public final class Percent {
  private Percent() {}

  /** {@code 40%}: rounded down, never above {@code 100%}; {@code 0%} of nothing or of no limit. */
  public static String of(int part, int whole) {
    return (whole <= 0 ? 0 : Math.min(100, 100 * part / whole)) + "%";
  }
}
