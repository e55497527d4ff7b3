package io.orchestrator.store;

import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * States of all tasks of some runs of one DAG, small enough for 1,000 tasks times 100 runs.
 *
 * @param runs newest first
 * @param rows one per task id found in these runs, sorted by id
 * @param older whether there are older runs
 */
public record Grid(List<GridRun> runs, List<GridRow> rows, boolean older) {

  /** One column. */
  public record GridRun(DagRow.RecentRun run, int versionNumber) {}

  /**
   * One row.
   *
   * @param cells one letter per run in the order of {@link Grid#runs}, see {@link #letter}
   */
  public record GridRow(String taskId, String cells) {
    /** The state in a run, empty when the run has no such task. Of mapped ones the worst. */
    public Optional<TaskState> state(int run) {
      char letter = cells.charAt(run);
      return letter == ABSENT ? Optional.empty() : Optional.of(stateOf(letter));
    }
  }

  /**
   * Which runs are columns. Empty parts do not filter.
   *
   * @param states of the runs
   * @param types of the runs
   */
  public record Filter(Set<RunState> states, Set<RunType> types) {
    public static final Filter ANY = new Filter(Set.of(), Set.of());

    public Filter {
      states = Set.copyOf(states);
      types = Set.copyOf(types);
    }
  }

  /** Cell of a run that has no such task. */
  public static final char ABSENT = '.';

  /** From harmless to what must be seen first; a cell of several instances shows the last. */
  private static final List<TaskState> BY_URGENCY =
      List.of(
          TaskState.REMOVED,
          TaskState.SKIPPED,
          TaskState.SUCCESS,
          TaskState.NONE,
          TaskState.SCHEDULED,
          TaskState.DEFERRED,
          TaskState.UP_FOR_RESCHEDULE,
          TaskState.QUEUED,
          TaskState.RUNNING,
          TaskState.RESTARTING,
          TaskState.UP_FOR_RETRY,
          TaskState.UPSTREAM_FAILED,
          TaskState.FAILED);

  public Grid {
    runs = List.copyOf(runs);
    rows = List.copyOf(rows);
  }

  /** Letter of a state: {@code a} (removed) to {@code m} (failed), by rising urgency. */
  public static char letter(TaskState state) {
    return (char) ('a' + BY_URGENCY.indexOf(state));
  }

  /** The state of a letter. */
  public static TaskState stateOf(char letter) {
    return BY_URGENCY.get(letter - 'a');
  }
}
