package io.orchestrator.timetable;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** One or more cron expressions in one zone, with the words people see for them. */
record Crons(List<CronExpression> expressions, ZoneId zone) {

  Crons {
    expressions = List.copyOf(expressions);
    if (expressions.isEmpty()) {
      throw new InvalidScheduleException("a cron schedule needs at least one expression");
    }
  }

  Ticks ticks() {
    List<CronTicks> each =
        expressions.stream().map(expression -> new CronTicks(expression, zone)).toList();
    return each.size() == 1 ? each.get(0) : new UnionTicks(each);
  }

  String summary() {
    return expressions.stream().map(CronExpression::text).collect(Collectors.joining(", "));
  }

  String description() {
    return expressions.stream().map(CronDescription::of).collect(Collectors.joining("; "))
        + " in "
        + zone.getId();
  }
}
