package io.orchestrator.scheduler;

import io.orchestrator.model.RunRetention;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.RetentionStore.DeletedRun;
import io.orchestrator.store.RetentionStore.ExpiredRun;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.tasklog.TaskLogHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is older than it is to be kept: ended runs with all that is theirs, their task logs,
 * and rows of the audit log. Each batch is a short transaction with its own audit row; others that
 * hold a run are not waited for. Several schedulers may do it at once.
 */
public final class Retention {
  /** Who deletes, in the audit log. */
  static final String ACTOR = "scheduler";

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final int RUNS = 50;

  /** More only when a single run has more. */
  private static final int TASKS = 2_000;

  private static final int AUDIT_ROWS = 2_000;
  private static final int LOGS = 100;
  private final Store store;
  private final TaskLogHandler logs;
  private final RetentionRules rules;

  /** Reads and writes by the store; logs are deleted where they are kept. */
  public Retention(Store store, TaskLogHandler logs, RetentionRules rules) {
    this.store = store.waitingAtMost(LONGEST_WAIT);
    this.logs = logs;
    this.rules = rules;
  }

  /**
   * Deletes all that is too old, batch by batch. A DAG that fails is left for the next pass and
   * holds up no other.
   *
   * @param goOn asked after each batch, and may rest before it answers; false ends the pass
   */
  public void pass(BooleanSupplier goOn) {
    List<StoredDag> dags = store.transact(tx -> tx.dags().all());
    boolean going = true;
    for (StoredDag dag : dags) {
      RunRetention kept = ofDag(dag, rules);
      going = going && repeat("runs of " + dag.dagId(), goOn, () -> runs(dag.dagId(), kept));
    }
    going = going && repeat("rows of the audit log", goOn, this::audit);
    if (going) {
      repeat("logs of deleted runs", goOn, this::logs);
    }
  }

  /** Returns whether the pass goes on. */
  private static boolean repeat(String what, BooleanSupplier goOn, Supplier<Boolean> batch) {
    try {
      while (batch.get()) {
        if (!goOn.getAsBoolean()) {
          return false;
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("Old {} were not all deleted; it is tried again later.", what, e);
    }
    return true;
  }

  private static RunRetention ofDag(StoredDag dag, RetentionRules rules) {
    RunRetention own = dag.version().model().retention();
    return own == null ? rules.runs() : own;
  }

  /** Returns whether something was deleted. */
  private boolean runs(String dagId, RunRetention kept) {
    return kept.limited() && store.transact(tx -> runs(tx, dagId, kept));
  }

  private boolean runs(StoreTransaction tx, String dagId, RunRetention kept) {
    Optional<Instant> bound = bound(tx, dagId, kept);
    if (bound.isEmpty()) {
      return false;
    }
    List<ExpiredRun> batch = batch(tx.retention().expired(dagId, bound.get(), RUNS));
    if (batch.isEmpty()) {
      return false;
    }
    Collection<Long> gone =
        tx.retention()
            .delete(batch.stream().map(ExpiredRun::runPk).toList(), bound.get(), rules.logs());
    List<ExpiredRun> deleted = batch.stream().filter(r -> gone.contains(r.runPk())).toList();
    if (!deleted.isEmpty()) {
      String detail =
          "%d runs with %d task instances, which had ended before %s"
              .formatted(deleted.size(), tasks(deleted), bound.get());
      tx.audit().order(ACTOR, "retention.runs", dagId, null, detail);
    }
    return !deleted.isEmpty();
  }

  /**
   * Which runs go: those that ended before this moment. The run that ended last stays in any case.
   */
  private static Optional<Instant> bound(StoreTransaction tx, String dagId, RunRetention kept) {
    Integer most = kept.maxRuns();
    Duration age = kept.maxAge();
    Optional<Instant> byCount = most == null ? Optional.empty() : tx.retention().endOf(dagId, most);
    Optional<Instant> byAge = Optional.ofNullable(age).map(tx.now()::minus);
    Optional<Instant> last = tx.retention().endOf(dagId, 1);
    return last.flatMap(
        end ->
            Stream.of(byCount, byAge)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .map(bound -> bound.isAfter(end) ? end : bound));
  }

  private static List<ExpiredRun> batch(List<ExpiredRun> expired) {
    List<ExpiredRun> batch = new ArrayList<>();
    int tasks = 0;
    for (ExpiredRun run : expired) {
      tasks += run.tasks();
      if (!batch.isEmpty() && tasks > TASKS) {
        break;
      }
      batch.add(run);
    }
    return batch;
  }

  private static long tasks(List<ExpiredRun> runs) {
    return runs.stream().mapToLong(ExpiredRun::tasks).sum();
  }

  /** A row about so few rows would be as many as they. */
  private boolean audit() {
    Duration age = rules.auditMaxAge();
    return age != null
        && store.transact(
            tx -> {
              Instant before = tx.now().minus(age);
              int rows = tx.retention().deleteAudit(before, AUDIT_ROWS);
              if (rows > 0) {
                tx.audit()
                    .order(
                        ACTOR,
                        "retention.audit",
                        null,
                        null,
                        rows + " rows written before " + before);
              }
              return rows == AUDIT_ROWS;
            });
  }

  /**
   * After their runs are gone for certain: what cannot be deleted now is tried in the next pass.
   */
  private boolean logs() {
    List<DeletedRun> runs = store.transact(tx -> tx.retention().deletedRuns(LOGS));
    for (DeletedRun run : runs) {
      try {
        logs.deleteRun(run.dagId(), run.runId(), run.at());
      } catch (IOException e) {
        LOG.warn(
            "The logs of run {} of {}, which is deleted, are still at {}; deleting them is tried"
                + " again later: {}",
            run.runId(),
            run.dagId(),
            logs.location(),
            e.getMessage());
        return false;
      }
      store.transact(
          tx -> {
            tx.retention().forget(run);
            return true;
          });
    }
    return runs.size() == LOGS;
  }

  /**
   * What a pass would delete now of a DAG; without the audit log.
   *
   * @param endedBefore the bound
   * @param more whether it is only the beginning
   */
  public record Preview(String dagId, int runs, long tasks, Instant endedBefore, boolean more) {}

  /** What a pass would delete now, by DAG; those without anything are left out. */
  public static List<Preview> preview(StoreTransaction tx, RetentionRules rules, int mostRuns) {
    List<Preview> previews = new ArrayList<>();
    for (StoredDag dag : tx.dags().all()) {
      bound(tx, dag.dagId(), ofDag(dag, rules))
          .ifPresent(
              bound -> {
                List<ExpiredRun> expired = tx.retention().expired(dag.dagId(), bound, mostRuns);
                if (!expired.isEmpty()) {
                  boolean more = expired.size() == mostRuns;
                  previews.add(
                      new Preview(dag.dagId(), expired.size(), tasks(expired), bound, more));
                }
              });
    }
    return previews;
  }
}
