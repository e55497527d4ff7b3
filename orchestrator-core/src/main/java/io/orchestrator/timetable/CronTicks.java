package io.orchestrator.timetable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * The instants of one cron expression in one zone.
 *
 * <p>The cron steps on wall time. A wall time that a clock change skips moves forward by the length
 * of the gap; one that happens twice stands for its second occurrence, or for both if the cron
 * fires in every hour. {@link #next} and {@link #previous} are both defined as the nearest member
 * of that one set, which is why they cannot disagree.
 */
record CronTicks(CronExpression cron, ZoneId zone) implements Ticks {

  /** How far from an instant a clock change can still matter: the largest on record is one day. */
  private static final Duration REACH = Duration.ofDays(2);

  @Override
  public Instant next(Instant instant) {
    LocalDateTime wall = wallAt(instant).minus(shiftNear(instant));
    Instant best = Instant.MAX;
    LocalDateTime enough = LocalDateTime.MAX;
    while (true) {
      wall = cron.nextWall(wall);
      if (wall.isAfter(enough)) {
        return best;
      }
      for (Instant tick : ticksAt(wall)) {
        if (tick.isAfter(instant) && tick.isBefore(best)) {
          best = tick;
          enough = wallAt(tick).plus(shiftNear(tick));
        }
      }
    }
  }

  @Override
  public Instant previous(Instant instant) {
    LocalDateTime wall = wallAt(instant).plus(shiftNear(instant));
    Instant best = Instant.MIN;
    LocalDateTime enough = LocalDateTime.MIN;
    while (true) {
      wall = cron.previousWall(wall);
      if (wall.isBefore(enough)) {
        return best;
      }
      for (Instant tick : ticksAt(wall)) {
        if (tick.isBefore(instant) && tick.isAfter(best)) {
          best = tick;
          enough = wallAt(tick).minus(shiftNear(tick));
        }
      }
    }
  }

  private LocalDateTime wallAt(Instant instant) {
    return LocalDateTime.ofInstant(instant, zone);
  }

  private List<Instant> ticksAt(LocalDateTime wall) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(wall);
    if (offsets.isEmpty()) {
      return List.of(wall.toInstant(rules.getTransition(wall).getOffsetBefore()));
    }
    if (offsets.size() > 1 && cron.everyHour()) {
      return offsets.stream().map(wall::toInstant).toList();
    }
    return List.of(wall.toInstant(offsets.get(offsets.size() - 1)));
  }

  /** The largest clock change around an instant, zero nearly always. */
  private Duration shiftNear(Instant instant) {
    ZoneRules rules = zone.getRules();
    Duration largest = Duration.ZERO;
    if (rules.isFixedOffset()) {
      return largest;
    }
    Instant until = instant.plus(REACH);
    ZoneOffsetTransition change = rules.nextTransition(instant.minus(REACH));
    while (change != null && !change.getInstant().isAfter(until)) {
      Duration shift = change.getDuration().abs();
      largest = shift.compareTo(largest) > 0 ? shift : largest;
      change = rules.nextTransition(change.getInstant());
    }
    return largest;
  }
}
