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
   */
  record AuditRow(
      long seq,
      Instant at,
      String actor,
      String event,
      @Nullable String dagId,
      @Nullable String runId,
      @Nullable String taskId,
      @Nullable Integer mapIndex,
      @Nullable Integer tryNumber,
      @Nullable String oldState,
      @Nullable String newState,
      String detail) {}

  void order(
      String actor, String event, @Nullable String dagId, @Nullable String runId, String detail);

  /** Rows of a run, oldest first. */
  List<AuditRow> ofRun(String dagId, String runId, int limit);

  /** Rows of everything, newest first. */
  List<AuditRow> latest(int limit);
}
