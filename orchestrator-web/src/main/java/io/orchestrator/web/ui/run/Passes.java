package io.orchestrator.web.ui.run;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.web.ui.text.Moments;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The passes of a run that was cleared and began again: what this one kept of those before. */
record Passes(DagRun run, List<TaskInstance> tasks, Map<UUID, List<Attempt>> attempts) {

  /** Empty for a run that was never cleared. */
  String text(Moments moments) {
    Instant again = run.startDate();
    Optional<Instant> began = starts().min(Comparator.naturalOrder());
    if (run.clearNumber() == 0
        || again == null
        || began.isEmpty()
        || !began.get().isBefore(again)) {
      return "";
    }
    long kept = tasks.stream().filter(t -> endedBefore(t, again)).count();
    Instant end =
        ends().filter(e -> !e.isAfter(again)).max(Comparator.naturalOrder()).orElse(again);
    return "Pass %d: %d of %d tasks were kept from before. The first pass began %s%s."
        .formatted(
            run.clearNumber() + 1,
            kept,
            tasks.size(),
            moments.text(began.get()),
            moments
                .took(began.get(), end)
                .map(took -> run.clearNumber() == 1 ? " and took " + took : "")
                .orElse(""));
  }

  private static boolean endedBefore(TaskInstance task, Instant moment) {
    Instant end = task.times().endDate();
    return end != null && !end.isAfter(moment);
  }

  private Stream<Instant> starts() {
    return Stream.concat(
            tasks.stream().map(t -> t.times().startDate()),
            attempts.values().stream().flatMap(List::stream).map(Attempt::startDate))
        .filter(Objects::nonNull);
  }

  private Stream<Instant> ends() {
    return Stream.concat(
            tasks.stream().map(t -> t.times().endDate()),
            attempts.values().stream().flatMap(List::stream).map(Attempt::endDate))
        .filter(Objects::nonNull);
  }
}
