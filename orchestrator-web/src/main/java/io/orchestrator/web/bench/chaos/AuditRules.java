package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.Change;
import io.orchestrator.web.bench.chaos.History.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The audit log tells the whole story of each task instance, and an allowed one. */
final class AuditRules {
  /** Tasks of the mix that begin only after the success of another. */
  private static final Map<String, String> BEHIND =
      Map.of(
          "chaos_chain/second", "first",
          "chaos_chain/third", "second",
          "chaos_rate/t1", "t0",
          "chaos_rate/t2", "t1",
          "chaos_rate/t3", "t2",
          "chaos_rate/t4", "t3",
          "chaos_waits/after", "sees",
          "chaos_value/hears", "says",
          "chaos_past/note", "day");

  private AuditRules() {}

  static Stream<Violation> changesFollowEachOther(History history) {
    Map<Task, String> states = new HashMap<>();
    List<Violation> gaps = new ArrayList<>();
    for (Change change : history.changes()) {
      String before = states.getOrDefault(change.of().task(), "none");
      if (!before.equals(change.from())) {
        gaps.add(
            new Violation(
                "each change follows the one before",
                "%s was %s, and %s (row %d) says %s"
                    .formatted(change.of(), before, change.event(), change.seq(), change.from())));
      }
      states.put(change.of().task(), Objects.requireNonNullElse(change.to(), "none"));
    }
    return gaps.stream();
  }

  static Stream<Violation> theLastChangeIsTheState(History history) {
    Map<Task, String> states = new HashMap<>();
    history
        .changes()
        .forEach(c -> states.put(c.of().task(), Objects.requireNonNullElse(c.to(), "none")));
    return history.instances().stream()
        .filter(i -> !states.getOrDefault(i.task(), "none").equals(i.state()))
        .map(
            i ->
                new Violation(
                    "the audit log ends with the state",
                    "%s is %s, by the log %s"
                        .formatted(i.task(), i.state(), states.getOrDefault(i.task(), "none"))));
  }

  static Stream<Violation> dependenciesWereMet(History history) {
    Map<Task, String> states = new HashMap<>();
    List<Violation> early = new ArrayList<>();
    for (Change change : history.changes()) {
      Task task = change.of().task();
      String before = BEHIND.get(task.run().dagId() + "/" + task.taskId());
      if (before != null && change.is("dependencies_met")) {
        String state = states.getOrDefault(new Task(task.run(), before), "none");
        if (!state.equals("success")) {
          early.add(
              new Violation(
                  "no task starts before its rule holds",
                  "%s was scheduled while %s was %s".formatted(change.of(), before, state)));
        }
      }
      states.put(task, Objects.requireNonNullElse(change.to(), "none"));
    }
    return early.stream();
  }
}
