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
record InMemoryAuditStore(Tables rows, Instant now) implements AuditStore {
  @Override
  public void order(
      String actor, String event, @Nullable String dagId, @Nullable String runId, String detail) {
    add(now, actor, event, Subject.of(dagId, runId), null, detail);
  }

  void changed(DagRun run, @Nullable RunState from, RunState to, String detail, String actor) {
    StateChange change = new StateChange(from == null ? null : from.wireName(), to.wireName());
    Subject subject = Subject.of(run.dagId(), run.runId());
    add(now, actor, "run." + to.wireName(), subject, change, detail);
  }

  void changed(DagRun run, TaskTransition change, String actor) {
    TaskInstance task = change.before();
    add(
        change.at(),
        actor,
        "task." + change.cause().name().toLowerCase(Locale.ROOT),
        new Subject(run.dagId(), run.runId(), task.taskId(), task.mapIndex(), change.tryNumber()),
        new StateChange(task.state().wireName(), change.to().wireName()),
        change.reason());
  }

  private void add(
      Instant at,
      String actor,
      String event,
      Subject subject,
      @Nullable StateChange change,
      String detail) {
    long seq = rows.number();
    rows.audit.put(seq, new AuditRow(seq, at, actor, event, subject, change, detail));
  }

  @Override
  public List<AuditRow> ofRun(String dagId, String runId, int limit) {
    return rows.audit.stream()
        .filter(row -> dagId.equals(row.subject().dagId()) && runId.equals(row.subject().runId()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<AuditRow> latest(int limit) {
    return rows.audit.newestFirst().limit(limit).toList();
  }
}
