package io.orchestrator.timetable;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * Ticks at a fixed distance of real time from an anchor, in both directions. Days of 24 hours:
 * clock changes do not move them.
 */
record Grid(Instant anchor, Duration step) implements Ticks {

  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000L);

  @Override
  public Instant next(Instant instant) {
    return alignPrevious(instant).plus(step);
  }

  @Override
  public Instant previous(Instant instant) {
    Instant floor = alignPrevious(instant);
    return floor.equals(instant) ? floor.minus(step) : floor;
  }

  @Override
  public Instant alignNext(Instant instant) {
    Instant floor = alignPrevious(instant);
    return floor.equals(instant) ? floor : floor.plus(step);
  }

  @Override
  public Instant alignPrevious(Instant instant) {
    BigInteger distance = nanos(Duration.between(anchor, instant));
    BigInteger into = distance.mod(nanos(step));
    BigInteger[] parts = into.divideAndRemainder(NANOS);
    return instant.minusSeconds(parts[0].longValueExact()).minusNanos(parts[1].longValueExact());
  }

  private static BigInteger nanos(Duration duration) {
    return BigInteger.valueOf(duration.getSeconds())
        .multiply(NANOS)
        .add(BigInteger.valueOf(duration.getNano()));
  }
}
