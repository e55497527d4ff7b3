package io.orchestrator.store;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of the audit log. Absent parts do not filter.
 *
 * @param event start of the event's name, for example {@code task.}
 * @param beforeSeq only rows written before this one: the key for going on
 */
public record AuditFilter(
    @Nullable String dagId,
    @Nullable String runId,
    @Nullable String taskId,
    @Nullable String actor,
    @Nullable String event,
    TimeRange at,
    @Nullable Long beforeSeq) {
  public static final AuditFilter ANY =
      new AuditFilter(null, null, null, null, null, TimeRange.ANY, null);

  /** The rows of one run. */
  public static AuditFilter ofRun(String dagId, String runId) {
    return new AuditFilter(dagId, runId, null, null, null, TimeRange.ANY, null);
  }
}
