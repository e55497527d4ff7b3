package io.orchestrator.store;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of the audit log. Absent parts do not filter.
 *
 * @param actor part of a name, as {@link DagFilter#idPattern}
 * @param event start of the event's name, for example {@code task.}
 * @param beforeSeq only rows written before this one: the key for going on
 */
public record AuditFilter(
    Scope of,
    @Nullable String actor,
    @Nullable String event,
    TimeRange at,
    Show show,
    @Nullable Long beforeSeq) {
  public static final AuditFilter ANY =
      new AuditFilter(Scope.ANY, null, null, TimeRange.ANY, Show.EVERYTHING, null);

  /** What rows are about. */
  public record Scope(@Nullable String dagId, @Nullable String runId, @Nullable String taskId) {
    public static final Scope ANY = new Scope(null, null, null);
  }

  /** Who wrote them. */
  public enum Show {
    EVERYTHING,
    /** All but the second and further looks of a sensor, and that there was nothing to see. */
    WITHOUT_POKES,
    /** What people ordered; not what became of it. */
    ORDERS
  }

  /** The rows of one run. */
  public static AuditFilter ofRun(String dagId, String runId) {
    return ANY.of(new Scope(dagId, runId, null));
  }

  public AuditFilter of(Scope scope) {
    return new AuditFilter(scope, actor, event, at, show, beforeSeq);
  }

  public AuditFilter show(Show wanted) {
    return new AuditFilter(of, actor, event, at, wanted, beforeSeq);
  }

  public AuditFilter by(@Nullable String wanted) {
    return new AuditFilter(of, wanted, event, at, show, beforeSeq);
  }

  public AuditFilter what(@Nullable String start) {
    return new AuditFilter(of, actor, start, at, show, beforeSeq);
  }

  public AuditFilter at(TimeRange range) {
    return new AuditFilter(of, actor, event, range, show, beforeSeq);
  }

  public AuditFilter before(@Nullable Long seq) {
    return new AuditFilter(of, actor, event, at, show, seq);
  }
}
