package io.orchestrator.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Queries;
import io.orchestrator.store.RunFilter;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.Snapshots;
import io.orchestrator.store.StoreFixture;
import io.orchestrator.testkit.Meanwhile;
import io.orchestrator.testkit.TestPostgres;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both sides of the store at one moment, while others commit. */
class SnapshotsIT {
  private static final PageRequest COUNTED = new PageRequest(List.of(), 100, 0, true);
  private static TestPostgres postgres;
  private static Meanwhile meanwhile;
  private static Snapshots snapshots;
  private static Queries queries;
  private static StoreFixture given;

  @BeforeAll
  static void open() {
    postgres = TestPostgres.create();
    meanwhile = new Meanwhile(postgres.dataSource());
    Versions versions = new Versions();
    Transactions reading = Transactions.ofReading(meanwhile);
    snapshots = new PostgresSnapshots(reading, versions);
    queries = new PostgresQueries(reading, versions);
    given = new StoreFixture(new PostgresStore(postgres.dataSource()));
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  @Test
  void queriesAndPortsAreOfOneMomentWhicheverStatementAChangeComesBefore() {
    given.register(StoreFixture.chain("both", 1));
    for (int at = 1; at <= 6; at++) {
      DagRun run = given.running(given.find("both"), at);
      meanwhile.before(at, () -> given.move(run, RunState.FAILED, "meanwhile"));
      List<RunState> seen =
          snapshots.read(
              s ->
                  List.of(
                      s.queries().run("both", run.runId()).orElseThrow().run().state(),
                      s.tx().runs().find(run.id()).orElseThrow().state(),
                      s.queries().dag("both").orElseThrow().recent().get(0).state()));
      assertThat(seen)
          .as("before statement %s of %s", at, meanwhile.statements())
          .containsOnly(at == 1 ? RunState.FAILED : RunState.RUNNING);
    }
  }

  @Test
  void aListAndItsCountAreOfOneMoment() {
    given.register(StoreFixture.chain("counted", 1));
    for (int at = 1; at <= 3; at++) {
      int day = at;
      meanwhile.before(at, () -> given.run(given.find("counted"), day));
      Page<RunRow> page = queries.runs(RunFilter.ofDag("counted"), COUNTED);
      assertThat(page.total()).as("before statement %s", at).isEqualTo(page.rows().size());
    }
    assertThat(meanwhile.statements()).isEqualTo(3);
  }

  @Test
  void aSnapshotHasTheLimitsOfEveryTransaction() {
    Transactions reading = Transactions.ofReading(postgres.dataSource());
    for (String setting :
        List.of(
            "statement_timeout=30s",
            "lock_timeout=10s",
            "transaction_read_only=on",
            "transaction_isolation=repeatable read",
            "idle_in_transaction_session_timeout=1min")) {
      String name = setting.substring(0, setting.indexOf('='));
      Optional<String> value = reading.run(sql -> sql.first("show " + name, row -> row.text(name)));
      assertThat(value).contains(setting.substring(name.length() + 1));
    }
  }

  @Test
  void aConnectionIsReadAndWrittenAgainAfterASnapshot() {
    assertThat(snapshots.<List<String>>read(s -> s.queries().tags())).doesNotContain("after");
    given.register(StoreFixture.chain("after", 1));
    assertThat(given.find("after").paused()).isFalse();
  }

  @Test
  void aQueryBesideAnOpenSnapshotIsRefusedAndTakesNoSecondConnection() {
    meanwhile.before(0, () -> {});
    assertThatThrownBy(() -> snapshots.read(s -> queries.tags()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("open on this thread");
    assertThat(meanwhile.mostOpen()).isEqualTo(1);
    assertThat(meanwhile.open()).isZero();
  }
}
