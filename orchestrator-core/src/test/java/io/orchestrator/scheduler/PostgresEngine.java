package io.orchestrator.scheduler;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.StartReport;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.scheduler.Explainer.RunExplanation;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreFixture;
import io.orchestrator.store.memory.InMemoryStore;
import io.orchestrator.store.postgres.PostgresStore;
import io.orchestrator.testing.SettableClock;
import io.orchestrator.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A scheduler driven by hand on a real PostgreSQL, where rows break and are locked. */
final class PostgresEngine implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(30);
  static final WorkerInfo WORKER = new WorkerInfo("w", "host", 1, 16, List.of("default"));
  final TestPostgres postgres = TestPostgres.create();
  final SettableClock pauses = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  final Store store = new PostgresStore(postgres.dataSource());
  final Scheduler scheduler = new Scheduler(store, pauses, UUID::randomUUID, LEASE);
  final ManualScheduler hand = new ManualScheduler(scheduler);
  final ExecutionService api =
      new ExecutionService(store, hand, new InMemoryStore(pauses).administration(), LEASE);
  final Orders orders = new Orders(store, hand);

  @Override
  public void close() {
    postgres.close();
  }

  void deploy(Dag dag) {
    store.transact(tx -> tx.dags().register(StoreFixture.loaded(dag), false));
  }

  /** A chain of two tasks. */
  static Dag chain(String dagId) {
    return Dag.define(dagId, d -> d.action("a", c -> {}).retries(1).then(d.action("b", c -> {})));
  }

  /** A new run, planned. */
  DagRun trigger(String dagId) {
    TriggerResult result = orders.trigger(TriggerRequest.now(dagId, "rest_api", "anna"));
    hand.settle();
    return ((TriggerResult.Created) result).run();
  }

  List<WorkItem> claim() {
    return api.claim(WORKER, 16, 0);
  }

  List<AttemptToken> start(List<WorkItem> items) {
    List<AttemptToken> tokens = items.stream().map(WorkItem::token).toList();
    return api.start(tokens, new StartReport("w", "host", 1));
  }

  /** Reports these ends together, as one turn of the loop takes them. */
  Map<FinishedAttempt, Answer> finish(List<WorkItem> items, End end) {
    List<FinishedAttempt> batch = new ArrayList<>();
    for (WorkItem item : items) {
      FinishReport report = new FinishReport(end, "", Map.of(), null, null);
      batch.add(new FinishedAttempt(item.token(), report, new CompletableFuture<>()));
    }
    return scheduler.react(batch, List.of(), List.of()).answers();
  }

  static WorkItem of(List<WorkItem> items, String dagId) {
    return items.stream().filter(i -> i.task().dagId().equals(dagId)).findFirst().orElseThrow();
  }

  static List<String> names(List<WorkItem> items) {
    return items.stream().map(i -> i.task().dagId() + "." + i.task().taskId()).sorted().toList();
  }

  TaskInstance task(DagRun run, String taskId) {
    return store.transact(tx -> tx.tasks().find(run.id(), taskId, -1)).orElseThrow();
  }

  /** Queued and running runs. */
  int active(String dagId) {
    return store.transact(tx -> tx.runs().countActive(dagId));
  }

  String state(DagRun run, String taskId) {
    return task(run, taskId).state().wireName();
  }

  /** Why a task waits, in words. */
  String why(DagRun run, String taskId) {
    RunExplanation explained =
        new Explainer(store, scheduler::trouble).explain(run.dagId(), run.runId()).orElseThrow();
    return String.valueOf(explained.tasks().get(task(run, taskId).id()));
  }

  void sql(String statement) {
    JdbcClient.create(postgres.dataSource()).sql(statement).update();
  }

  /** What is stored now is read anew: a process that starts has read nothing yet. */
  PostgresEngine.Fresh fresh() {
    return new Fresh(new PostgresStore(postgres.dataSource()), pauses);
  }

  /** Another server on the same database. */
  static final class Fresh {
    final Store store;
    final Scheduler scheduler;
    final ManualScheduler hand;
    final ExecutionService api;

    private Fresh(Store store, SettableClock pauses) {
      this.store = store;
      this.scheduler = new Scheduler(store, pauses, UUID::randomUUID, LEASE);
      this.hand = new ManualScheduler(scheduler);
      this.api =
          new ExecutionService(store, hand, new InMemoryStore(pauses).administration(), LEASE);
    }
  }

  /** Work while another session holds what a statement locks. */
  void whileLocked(String lock, Runnable work) throws SQLException {
    try (Connection other = postgres.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(lock);
      try {
        work.run();
      } finally {
        other.rollback();
        other.setAutoCommit(true);
      }
    }
  }
}
