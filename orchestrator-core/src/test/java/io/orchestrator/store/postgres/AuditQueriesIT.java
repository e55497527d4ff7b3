package io.orchestrator.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.AuditFilter;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Queries;
import io.orchestrator.store.StoreFixture;
import io.orchestrator.store.Touched;
import io.orchestrator.testkit.TestPostgres;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a page of the audit log asks PostgreSQL for. */
class AuditQueriesIT {
  private static TestPostgres postgres;
  private static PostgresStore store;
  private static Queries queries;
  private static StoreFixture given;

  @BeforeAll
  static void open() {
    postgres = TestPostgres.create();
    Versions versions = new Versions();
    Transactions transactions = Transactions.ofEngine(postgres.dataSource());
    store = new PostgresStore(transactions, versions);
    queries = new PostgresQueries(Transactions.ofReading(postgres.dataSource()), versions);
    given = new StoreFixture(store);
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  @Test
  void pokesAreNoRowsOfTheAuditLogAndOrdersAreReadAlone() {
    DagRun run = given.running(given.register(StoreFixture.chain("poked", 1)), 0);
    TaskInstance poked = given.start(run, "t000", "w1");
    for (int poke = 1; poke <= 3; poke++) {
      given.move(poked, TransitionCause.NOT_READY, TaskState.UP_FOR_RESCHEDULE, Instant.EPOCH);
      given.move(given.task(run, "t000"), TransitionCause.DEPENDENCIES_MET, TaskState.SCHEDULED);
      given.claim(run, "t000", "w1");
      given.move(given.task(run, "t000"), TransitionCause.STARTED, TaskState.RUNNING);
      poked = given.task(run, "t000");
    }
    given.move(poked, TransitionCause.SUCCEEDED, TaskState.SUCCESS);
    store.transact(
        tx -> {
          tx.audit().order("anna", "run.note", "poked", run.runId(), "");
          return true;
        });
    AuditFilter all = AuditFilter.ofRun("poked", run.runId());
    assertThat(events(all)).filteredOn("task.not_ready"::equals).hasSize(3);
    assertThat(events(all.show(AuditFilter.Show.WITHOUT_POKES)))
        .containsExactly(
            "run.note",
            "task.succeeded",
            "task.started",
            "task.claimed",
            "task.dependencies_met",
            "run.running",
            "run.queued");
    assertThat(events(all.show(AuditFilter.Show.ORDERS))).containsExactly("run.note");
    assertThat(events(all.show(AuditFilter.Show.ORDERS).by("ann"))).hasSize(1);
    assertThat(events(all.show(AuditFilter.Show.ORDERS).by("ben"))).isEmpty();
  }

  @Test
  void whatIsNewInTheAuditLogIsToldByDagAndRun() {
    StoredDag dag = given.register(StoreFixture.chain("touched", 1));
    long before = queries.newestAudit();
    DagRun run = given.running(dag, 0);
    store.transact(
        tx -> {
          tx.audit().order("anna", "dag.pause", "touched", null, "");
          return true;
        });
    List<Touched> found = queries.touchedAfter(before);
    assertThat(found).extracting(Touched::dagId).containsOnly("touched");
    assertThat(found).extracting(Touched::runId).containsExactlyInAnyOrder(run.runId(), null);
    assertThat(found.stream().flatMap(touched -> touched.seqs().stream()).max(Long::compare))
        .contains(queries.newestAudit());
    assertThat(queries.touchedAfter(queries.newestAudit())).isEmpty();
  }

  private static List<String> events(AuditFilter filter) {
    return queries.audit(filter, PageRequest.first(50)).rows().stream()
        .map(AuditRow::event)
        .toList();
  }
}
