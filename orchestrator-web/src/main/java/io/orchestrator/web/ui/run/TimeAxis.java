package io.orchestrator.web.ui.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where moments lie between the left, 0, and the right, 1. Long stretches in which nothing happened
 * are cut out, so that what did happen has room: the passes of a cleared run may lie days apart.
 *
 * @param stretches from left to right, with a break between each two
 */
record TimeAxis(List<Stretch> stretches) {
  private static final Duration SHORTEST_BREAK = Duration.ofSeconds(20);
  private static final double BREAK_WIDTH = 0.05;

  /** A part of the axis without a break. */
  record Stretch(Instant from, Instant to, double left, double right) {
    private double share(Instant at) {
      double whole = Math.max(1, Duration.between(from, to).toMillis());
      double part = Duration.between(from, at).toMillis() / whole;
      return left + (right - left) * Math.max(0, Math.min(1, part));
    }
  }

  /** A time in which something happened. */
  record Busy(Instant from, Instant to) {}

  /**
   * @param busy in any order, overlapping or not
   */
  static TimeAxis of(Instant from, Instant to, List<Busy> busy) {
    List<Busy> parts = parts(from, to, busy);
    double shown = parts.stream().mapToLong(p -> millis(p.from(), p.to())).sum();
    double room = 1 - BREAK_WIDTH * (parts.size() - 1);
    List<Stretch> stretches = new ArrayList<>();
    double left = 0;
    for (Busy part : parts) {
      double right = left + room * millis(part.from(), part.to()) / Math.max(1, shown);
      stretches.add(new Stretch(part.from(), part.to(), left, Math.min(1, right)));
      left = right + BREAK_WIDTH;
    }
    return new TimeAxis(stretches);
  }

  /** The whole without its long idle times: those longer than all that is busy. */
  private static List<Busy> parts(Instant from, Instant to, List<Busy> busy) {
    List<Busy> merged = merged(from, to, busy);
    long longest =
        Math.max(
            SHORTEST_BREAK.toMillis(),
            merged.stream().mapToLong(b -> millis(b.from(), b.to())).sum());
    List<Busy> parts = new ArrayList<>();
    Instant start = from;
    Instant last = from;
    for (Busy b : merged) {
      if (b.from().isAfter(last) && millis(last, b.from()) > longest && last.isAfter(start)) {
        parts.add(new Busy(start, last));
        start = b.from();
      }
      last = b.to();
    }
    parts.add(new Busy(start, to));
    return parts;
  }

  private static List<Busy> merged(Instant from, Instant to, List<Busy> busy) {
    List<Busy> merged = new ArrayList<>();
    for (Busy next : busy.stream().sorted(Comparator.comparing(Busy::from)).toList()) {
      Instant start = next.from().isBefore(from) ? from : next.from();
      Instant end = next.to().isAfter(to) ? to : next.to();
      Busy last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && !start.isAfter(last.to())) {
        Instant later = end.isAfter(last.to()) ? end : last.to();
        merged.set(merged.size() - 1, new Busy(last.from(), later));
      } else if (!end.isBefore(start)) {
        merged.add(new Busy(start, end));
      }
    }
    return merged;
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }

  double share(Instant at) {
    Stretch before = stretches.get(0);
    for (Stretch stretch : stretches) {
      if (!at.isBefore(stretch.from())) {
        before = stretch;
      }
    }
    return before.share(at);
  }

  /** How much time the axis shows, without its breaks. */
  Duration shown() {
    return stretches.stream()
        .map(s -> Duration.between(s.from(), s.to()))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
