package io.orchestrator.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.testkit.TestPostgres;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TransactionsIT {
  private static TestPostgres postgres;
  private static Transactions transactions;

  @BeforeAll
  static void open() {
    postgres = TestPostgres.create();
    transactions = Transactions.ofEngine(postgres.dataSource());
    transactions.run(
        sql ->
            sql.update(
                "insert into variable (key, value) values ('a', '0'), ('b', '0'), ('c', '0')"));
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  @Test
  void aDeadlockIsRunOnceMoreAndBothUnitsHold() throws Exception {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      CyclicBarrier bothHoldOne = new CyclicBarrier(2);
      AtomicInteger runs = new AtomicInteger();
      Future<Integer> first = two.submit(() -> crossing("a", "b", bothHoldOne, runs));
      Future<Integer> second = two.submit(() -> crossing("b", "a", bothHoldOne, runs));
      assertThat(first.get(30, TimeUnit.SECONDS) + second.get(30, TimeUnit.SECONDS)).isEqualTo(2);
      assertThat(runs).as("one of them ran twice").hasValue(3);
      assertThat(value("a") + value("b")).isEqualTo(4);
    } finally {
      two.shutdownNow();
    }
  }

  private static final String RAISE =
      "update variable set value = value::integer + 1 where key = ?";

  private static int crossing(
      String first, String second, CyclicBarrier bothHoldOne, AtomicInteger runs) {
    return transactions.run(
        sql -> {
          int run = runs.incrementAndGet();
          sql.update(RAISE, first);
          if (run <= 2) {
            await(bothHoldOne);
          }
          return sql.update(RAISE, second);
        });
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int value(String key) {
    return transactions
        .run(
            sql ->
                sql.first(
                    "select value::integer as n from variable where key = ?",
                    row -> row.number("n"),
                    key))
        .orElseThrow();
  }

  @Test
  void aStatementOrLockThatTakesTooLongIsUnavailable() {
    Transactions hasty =
        new Transactions(
            postgres.dataSource(),
            new Terms(
                new Terms.TimeOuts(
                    Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofSeconds(5)),
                Terms.Plans.FIXED,
                Terms.Sight.LATEST));
    assertThatThrownBy(() -> hasty.run(sql -> sql.first("select pg_sleep(5)", row -> true)))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("57014");
    transactions.run(
        holder -> {
          holder.update("update variable set description = 'x' where key = 'c'");
          assertThatThrownBy(
                  () ->
                      hasty.run(
                          sql ->
                              sql.update("update variable set description = 'y' where key = 'c'")))
              .isInstanceOf(StoreUnavailableException.class)
              .hasMessageContaining("55P03");
          return true;
        });
  }

  @Test
  void plansAreFixedInTheEnginesTransactionsOnly() {
    assertThat(planMode(transactions)).isEqualTo("force_generic_plan");
    assertThat(planMode(Transactions.ofReading(postgres.dataSource()))).isEqualTo("auto");
  }

  private static String planMode(Transactions wanted) {
    return wanted
        .run(sql -> sql.first("show plan_cache_mode", row -> row.text("plan_cache_mode")))
        .orElseThrow();
  }

  @Test
  void theSchemaIsMadeFromNothingAndASecondMigrationDoesNothing() {
    try (TestPostgres empty = TestPostgres.createEmpty()) {
      Flyway flyway = Flyway.configure().dataSource(empty.dataSource()).load();
      MigrateResult first = flyway.migrate();
      assertThat(first.migrationsExecuted).isPositive();
      assertThat(flyway.migrate().migrationsExecuted).isZero();
      flyway.validate();
    }
  }
}
