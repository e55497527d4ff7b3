package io.orchestrator.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who did what when. Rows of state changes are written by the stores themselves in the same
 * transaction; people's orders are added here.
 */
public interface AuditStore {
  /**
   * One row.
   *
   * @param actor scheduler, worker name, or user name
   * @param event for state changes {@code task.<cause>} or {@code run.<state>}; else the order
   * @param change absent for orders
   */
  record AuditRow(
      long seq,
      Instant at,
      String actor,
      String event,
      Subject subject,
      @Nullable StateChange change,
      String detail) {}

  /** What a row is about; of a task its instance and try. */
  record Subject(
      @Nullable String dagId,
      @Nullable String runId,
      @Nullable String taskId,
      @Nullable Integer mapIndex,
      @Nullable Integer tryNumber) {

    /**
     * A DAG, a run of it, or neither.
     *
     * @param runId absent when the row is about no run
     */
    public static Subject of(@Nullable String dagId, @Nullable String runId) {
      return new Subject(dagId, runId, null, null, null);
    }
  }

  /**
   * A change of state.
   *
   * @param from absent for what was just made
   */
  record StateChange(@Nullable String from, String to) {}

  void order(
      String actor, String event, @Nullable String dagId, @Nullable String runId, String detail);

  /** Rows of a run, oldest first. */
  List<AuditRow> ofRun(String dagId, String runId, int limit);

  /** Rows of everything, newest first. */
  List<AuditRow> latest(int limit);
}
