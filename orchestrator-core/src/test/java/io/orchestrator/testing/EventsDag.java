package io.orchestrator.testing;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagDefinition;
import io.orchestrator.model.TriggerRule;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.timetable.Schedule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** The shape of add_events_partition_to_athena, without Athena. */
public final class EventsDag implements DagDefinition {
  static final Set<String> DAYS =
      Set.of(
          "2010-01-03",
          "2010-01-04",
          "2010-01-08",
          "2010-01-12",
          "2010-01-15",
          "2010-01-25",
          "2010-02-03",
          "2010-02-12",
          "2010-02-18",
          "2010-02-27",
          "2010-03-16",
          "2010-03-26");

  @Override
  public Dag define() {
    return Dag.define(
        "events",
        d -> {
          d.schedule(Schedule.daily())
              .start("2010-01-01")
              .end("2010-03-31")
              .catchup(true)
              .maxActiveRuns(1)
              .defaults(t -> t.retries(1).retryDelay(Duration.ofHours(1)).dependsOnPast(true));
          var part = d.task("find_file", EventsDag::part);
          var add = d.task("update_partition", part, (c, p) -> "added " + p.orElseThrow());
          var none = d.action("no_events", c -> c.log("no events on {}", day(c)));
          var report = d.empty("report").rule(TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS);
          d.when("has_file", part, Optional::isPresent).then(add).otherwise(none);
          add.then(report);
          none.then(report);
        });
  }

  private static Optional<String> part(TaskContext context) {
    return Optional.of(day(context)).filter(DAYS::contains);
  }

  private static String day(TaskContext context) {
    return context.logicalDate().orElseThrow().atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
