package io.orchestrator.store;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskTransition;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reaction decided, to be written as a whole or not at all.
 *
 * @param runs all runs concerned, by key, as they were remembered before the reaction
 * @param book version of the claim book that its claims were decided on; absent without claims
 * @param changes in their order; an instance may change more than once, a run but once
 * @param decisions of branches that ended, by instance
 */
public record ReactionWrite(
    Map<Long, Remembered> runs,
    @Nullable Long book,
    List<Change> changes,
    Map<UUID, BranchDecision> decisions) {

  public ReactionWrite {
    runs = Map.copyOf(runs);
    changes = List.copyOf(changes);
    decisions = Map.copyOf(decisions);
  }

  /** A run and its version. */
  public record Remembered(DagRun run, long version) {}

  /** A change of a row, with its line in the audit log. */
  public sealed interface Change {
    /** Who changes it, for the audit log. */
    String actor();
  }

  /**
   * A change of a task instance.
   *
   * @param transition whose {@code before} is the whole row as it was remembered
   * @param after the row it makes
   */
  public record TaskChange(TaskTransition transition, TaskInstance after, String actor)
      implements Change {}

  /** A change of a run. */
  public record RunChange(RunTransition transition, String actor) implements Change {}

  /** The changes of task instances. */
  public List<TaskChange> ofTasks() {
    return changes.stream()
        .filter(TaskChange.class::isInstance)
        .map(TaskChange.class::cast)
        .toList();
  }

  /** The changes of runs. */
  public List<RunChange> ofRuns() {
    return changes.stream().filter(RunChange.class::isInstance).map(RunChange.class::cast).toList();
  }
}
