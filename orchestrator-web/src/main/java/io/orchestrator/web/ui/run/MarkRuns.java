package io.orchestrator.web.ui.run;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.DagRun;
import io.orchestrator.scheduler.OrderedBy;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.Snapshot;
import io.orchestrator.web.ui.parts.NoSuchPage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which runs of the DAG, and which of their instances, a mark is about. */
final class MarkRuns {
  /** The field with the keys of the runs that were shown. */
  static final String FIELD = "runs";

  private MarkRuns() {}

  /**
   * An order that can be given.
   *
   * @param runs keys of the runs that were shown
   * @param tasks the instances in them that are marked; all of a run that is marked itself
   */
  record Wanted(List<Long> runs, Selection tasks, OrderedBy by) {}

  /** As it is sent along with the question. */
  static String field(List<Beside.Changes> changes) {
    return changes.stream()
        .map(change -> String.valueOf(change.run().run().id()))
        .collect(Collectors.joining(" "));
  }

  /**
   * @throws InvalidValueException when the note is too long
   */
  static Wanted wanted(Snapshot snapshot, MarkAsk ask, OrderedBy by, Map<String, String> fields) {
    Subject at = ask.at();
    RunRow asked = RunReader.row(snapshot, at.dagId(), at.runId());
    List<Long> shown = keys(fields.getOrDefault(FIELD, ""), asked);
    List<Long> runs =
        snapshot.tx().runs().find(shown).stream()
            .filter(run -> run.dagId().equals(at.dagId()))
            .map(DagRun::id)
            .toList();
    return new Wanted(
        runs, tasks(snapshot, ask, runs), RunNote.with(by, asked, RunNote.typed(fields)));
  }

  private static List<Long> keys(String field, RunRow asked) {
    return field.isBlank()
        ? List.of(asked.run().id())
        : Arrays.stream(field.trim().split(" ")).map(Long::valueOf).toList();
  }

  private static Selection tasks(Snapshot snapshot, MarkAsk ask, List<Long> runs) {
    if (ask.at().taskId() == null) {
      return Selection.ALL;
    }
    Set<UUID> marked =
        snapshot.tx().runs().snapshots(runs).stream()
            .flatMap(run -> ask.marked(run).stream())
            .collect(Collectors.toSet());
    if (marked.isEmpty()) {
      throw NoSuchPage.task(String.valueOf(ask.at().taskId()), ask.at().dagId());
    }
    return Selection.exactly(marked);
  }
}
