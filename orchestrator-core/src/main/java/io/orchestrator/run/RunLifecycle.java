package io.orchestrator.run;

import static io.orchestrator.run.RunState.FAILED;
import static io.orchestrator.run.RunState.QUEUED;
import static io.orchestrator.run.RunState.RUNNING;
import static io.orchestrator.run.RunState.SUCCESS;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The lifecycle table of a run: the only place that says which change of state is legal. Every
 * write of a state goes through a {@link RunTransition}, which asks this table.
 */
public final class RunLifecycle {
  private static final Set<Entry> TABLE =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              List.of(
                  new Entry(QUEUED, "may start", RUNNING),
                  new Entry(RUNNING, "all its ends are good", SUCCESS),
                  new Entry(RUNNING, "an end failed, deadlock or time-out", FAILED),
                  new Entry(SUCCESS, "cleared or queued anew", QUEUED),
                  new Entry(FAILED, "cleared or queued anew", QUEUED),
                  new Entry(QUEUED, "marked", SUCCESS),
                  new Entry(QUEUED, "marked", FAILED),
                  new Entry(SUCCESS, "marked", FAILED),
                  new Entry(FAILED, "marked", SUCCESS))));

  private RunLifecycle() {}

  /**
   * One legal change.
   *
   * @param occasion when it happens, for people; a running run may also be marked
   */
  public record Entry(RunState from, String occasion, RunState to) {}

  /** The whole table, in reading order; tests and the state diagram are generated from it. */
  public static Set<Entry> entries() {
    return TABLE;
  }

  public static boolean allows(RunState from, RunState to) {
    return TABLE.stream().anyMatch(e -> e.from() == from && e.to() == to);
  }

  /**
   * @throws IllegalTransitionException when the table has no such change
   */
  static void require(RunState from, RunState to) {
    if (!allows(from, to)) {
      throw new IllegalTransitionException(from, to);
    }
  }
}
