package io.orchestrator.store.memory;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.AuditStore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The audit log. */
final class InMemoryAuditStore implements AuditStore {
  private final Tables rows;
  private final Instant now;

  InMemoryAuditStore(Tables rows, Instant now) {
    this.rows = rows;
    this.now = now;
  }

  @Override
  public void order(
      String actor, String event, @Nullable String dagId, @Nullable String runId, String detail) {
    long seq = rows.number();
    rows.audit.put(
        seq,
        new AuditRow(seq, now, actor, event, dagId, runId, null, null, null, null, null, detail));
  }

  void changed(DagRun run, @Nullable RunState from, RunState to, String detail, String actor) {
    long seq = rows.number();
    rows.audit.put(
        seq,
        new AuditRow(
            seq,
            now,
            actor,
            "run." + to.wireName(),
            run.dagId(),
            run.runId(),
            null,
            null,
            null,
            from == null ? null : from.wireName(),
            to.wireName(),
            detail));
  }

  void changed(DagRun run, TaskTransition change, String actor) {
    TaskInstance before = change.before();
    long seq = rows.number();
    rows.audit.put(
        seq,
        new AuditRow(
            seq,
            change.at(),
            actor,
            "task." + change.cause().name().toLowerCase(Locale.ROOT),
            run.dagId(),
            run.runId(),
            before.taskId(),
            before.mapIndex(),
            change.tryNumber(),
            before.state().wireName(),
            change.to().wireName(),
            change.reason()));
  }

  @Override
  public List<AuditRow> ofRun(String dagId, String runId, int limit) {
    return rows.audit.stream()
        .filter(row -> dagId.equals(row.dagId()) && runId.equals(row.runId()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<AuditRow> latest(int limit) {
    return rows.audit.newestFirst().limit(limit).toList();
  }
}
