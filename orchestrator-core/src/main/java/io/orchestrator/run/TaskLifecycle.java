package io.orchestrator.run;

import static io.orchestrator.run.TaskState.DEFERRED;
import static io.orchestrator.run.TaskState.FAILED;
import static io.orchestrator.run.TaskState.NONE;
import static io.orchestrator.run.TaskState.QUEUED;
import static io.orchestrator.run.TaskState.RESTARTING;
import static io.orchestrator.run.TaskState.RUNNING;
import static io.orchestrator.run.TaskState.SCHEDULED;
import static io.orchestrator.run.TaskState.SKIPPED;
import static io.orchestrator.run.TaskState.SUCCESS;
import static io.orchestrator.run.TaskState.UPSTREAM_FAILED;
import static io.orchestrator.run.TaskState.UP_FOR_RESCHEDULE;
import static io.orchestrator.run.TaskState.UP_FOR_RETRY;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The lifecycle table of a task instance: the only place that says which change of state is legal.
 * Every write of a state goes through a {@link TaskTransition}, which asks this table.
 */
public final class TaskLifecycle {
  private static final List<TaskState> SCHEDULABLE = List.of(NONE, UP_FOR_RETRY, UP_FOR_RESCHEDULE);
  private static final Set<Entry> TABLE = table();

  private TaskLifecycle() {}

  /** One legal change. */
  public record Entry(TaskState from, TransitionCause cause, TaskState to) {}

  /** The whole table, in reading order; tests and the state diagram are generated from it. */
  public static Set<Entry> entries() {
    return TABLE;
  }

  public static boolean allows(TaskState from, TransitionCause cause, TaskState to) {
    return TABLE.contains(new Entry(from, cause, to));
  }

  /**
   * @throws IllegalTransitionException when the table has no such change
   */
  static void require(TaskState from, TransitionCause cause, TaskState to) {
    if (!allows(from, cause, to)) {
      throw new IllegalTransitionException(from, cause, to);
    }
  }

  private static Set<Entry> table() {
    var table = new LinkedHashSet<Entry>();
    for (TaskState from : SCHEDULABLE) {
      add(table, from, TransitionCause.DEPENDENCIES_MET, SCHEDULED);
      add(table, from, TransitionCause.RULED_OUT, SKIPPED);
      add(table, from, TransitionCause.UPSTREAM_FAILED, UPSTREAM_FAILED);
    }
    add(table, NONE, TransitionCause.NOTHING_TO_DO, SUCCESS);
    add(table, SCHEDULED, TransitionCause.CLAIMED, QUEUED);
    add(table, SCHEDULED, TransitionCause.CLAIMED, RUNNING);
    add(table, QUEUED, TransitionCause.STARTED, RUNNING);
    add(table, QUEUED, TransitionCause.HANDED_BACK, SCHEDULED);
    add(table, RUNNING, TransitionCause.HANDED_BACK, SCHEDULED);
    add(table, RUNNING, TransitionCause.SUCCEEDED, SUCCESS);
    add(table, RUNNING, TransitionCause.SKIPPED_ITSELF, SKIPPED);
    add(table, RUNNING, TransitionCause.FAILED_WILL_RETRY, UP_FOR_RETRY);
    add(table, RUNNING, TransitionCause.FAILED, FAILED);
    add(table, RUNNING, TransitionCause.NOT_READY, UP_FOR_RESCHEDULE);
    add(table, RUNNING, TransitionCause.WORKER_LOST_WILL_RETRY, UP_FOR_RETRY);
    add(table, RUNNING, TransitionCause.WORKER_LOST, FAILED);
    add(table, RUNNING, TransitionCause.CLEARED, RESTARTING);
    add(table, RESTARTING, TransitionCause.WORKER_LOST_WILL_RETRY, UP_FOR_RETRY);
    addAdministration(table);
    addUndo(table);
    return Collections.unmodifiableSet(table);
  }

  private static void addAdministration(Set<Entry> table) {
    for (TaskState from : List.of(RUNNING, UP_FOR_RESCHEDULE, DEFERRED)) {
      add(table, from, TransitionCause.RUN_ENDED, FAILED);
    }
    for (TaskState from : TaskState.values()) {
      if (from != RUNNING && from != RESTARTING && from != NONE) {
        add(table, from, TransitionCause.CLEARED, NONE);
      }
      if (!from.finished()) {
        add(table, from, TransitionCause.RUN_ENDED, SKIPPED);
      }
      for (TaskState to : List.of(SUCCESS, FAILED, SKIPPED)) {
        if (from != to) {
          add(table, from, TransitionCause.MARKED, to);
        }
      }
    }
  }

  /** From where an order and the planner after it may have led, to what no worker holds. */
  private static void addUndo(Set<Entry> table) {
    for (TaskState from : List.of(NONE, SCHEDULED, SUCCESS, FAILED, SKIPPED, UPSTREAM_FAILED)) {
      for (TaskState to : TaskState.values()) {
        if (from != to && !to.executing()) {
          add(table, from, TransitionCause.UNDONE, to);
        }
      }
    }
  }

  private static void add(Set<Entry> table, TaskState from, TransitionCause cause, TaskState to) {
    if (!table.add(new Entry(from, cause, to))) {
      throw new IllegalStateException("duplicate " + from + " " + cause + " " + to);
    }
  }
}
