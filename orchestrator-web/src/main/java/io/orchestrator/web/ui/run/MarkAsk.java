package io.orchestrator.web.ui.run;

import io.orchestrator.run.ClearPlan;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.RunRow;
import io.orchestrator.web.ui.run.Beside.Changes;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person asked to mark. As it begins, exactly what was clicked.
 *
 * @param state wire name of what it is to become
 * @param along earlier or later runs, or both
 */
record MarkAsk(Subject at, String state, Set<Along> along) implements Asked {
  private static final Set<Along> SIDES = EnumSet.of(Along.EARLIER, Along.LATER);

  MarkAsk {
    along = Set.copyOf(along);
  }

  /**
   * @param fields names of the fields that were sent
   * @throws IllegalArgumentException when nothing can be marked as that state
   */
  static MarkAsk of(Subject at, String state, Set<String> fields) {
    if (!at.marks().contains(state)) {
      throw new IllegalArgumentException("no state to mark: " + state);
    }
    return new MarkAsk(
        at,
        state,
        SIDES.stream()
            .filter(side -> fields.contains(side.field()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public boolean has(Along one) {
    return along.contains(one);
  }

  @Override
  public MarkAsk with(Along one, boolean on) {
    Set<Along> changed = EnumSet.noneOf(Along.class);
    changed.addAll(along);
    if (on) {
      changed.add(one);
    } else {
      changed.remove(one);
    }
    return new MarkAsk(at, state, changed);
  }

  MarkAsk as(String other) {
    return new MarkAsk(at, other, along);
  }

  /** What is sent along with the question, so that another one is not taken for it. */
  String words() {
    return Stream.concat(Stream.of(state), along.stream().sorted().map(Along::field))
        .collect(Collectors.joining(" "));
  }

  /** A run that was clicked itself is always among them. */
  @Override
  public List<Changes> changes(Beside beside) {
    return beside.runs(along).stream()
        .map(run -> new Changes(run.row(), changes(run.snapshot(), beside.now())))
        .filter(change -> !change.tasks().isEmpty() || changes(change.run(), beside))
        .toList();
  }

  private boolean changes(RunRow run, Beside beside) {
    return at.taskId() == null
        && (run.equals(beside.asked().row()) || run.run().state() != runEnd());
  }

  private List<TaskTransition> changes(RunSnapshot run, Instant now) {
    if (at.taskId() == null) {
      return ClearPlan.markRun(run, runEnd(), "", now);
    }
    Set<UUID> marked = marked(run);
    return marked.isEmpty()
        ? List.of()
        : ClearPlan.mark(run, Selection.exactly(marked), task(), "", now);
  }

  /** Exactly the instance that was clicked, in any of the runs; empty where there is none. */
  Set<UUID> marked(RunSnapshot run) {
    return run.tasks().stream()
        .filter(task -> task.taskId().equals(at.taskId()) && task.mapIndex() == at.mapIndex())
        .map(TaskInstance::id)
        .collect(Collectors.toSet());
  }

  TaskState task() {
    return switch (state) {
      case "success" -> TaskState.SUCCESS;
      case "failed" -> TaskState.FAILED;
      case "skipped" -> TaskState.SKIPPED;
      default -> throw new IllegalStateException(state);
    };
  }

  RunState runEnd() {
    return state.equals("failed") ? RunState.FAILED : RunState.SUCCESS;
  }
}
