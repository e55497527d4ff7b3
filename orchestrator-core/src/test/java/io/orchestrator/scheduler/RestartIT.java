package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orchestrator.execution.ExecutionApi.StartReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.DagRun;
import io.orchestrator.store.Member.Identity;
import io.orchestrator.store.Member.Role;
import io.orchestrator.store.Wakeups;
import io.orchestrator.store.postgres.PostgresWakeups;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Time in which nobody could renew a lease takes no live attempt. Time passes by moving what is
 * stored into the past, which is what a process sees that begins later, or whose database's clock
 * was set.
 */
class RestartIT {
  private static final Duration SWEEP = Duration.ofMillis(50);
  private final PostgresEngine engine = new PostgresEngine();
  private DagRun run;
  private WorkItem item;

  @BeforeEach
  void start() {
    engine.deploy(PostgresEngine.chain("d"));
    run = engine.trigger("d");
    item = engine.claim().get(0);
    engine.api.start(List.of(item.token()), new StartReport("w", "host", 1));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private SchedulerLoop loop(String name) {
    Wakeups wakeups = new PostgresWakeups(engine.postgres.dataSource(), name);
    SchedulerLoop loop =
        new SchedulerLoop(
            new Scheduler(engine.store, engine.pauses, UUID::randomUUID, PostgresEngine.LEASE),
            engine.store,
            SWEEP,
            identity(name),
            new SchedulerLoop.Nodes(new NoAlarm(), wakeups));
    loop.start();
    return loop;
  }

  private static Identity identity(String name) {
    return new Identity(name, Role.SCHEDULER, "host", 1, 0, List.of());
  }

  private static final class NoAlarm implements AlarmClock {
    @Override
    public void ringAfter(Duration delay) {}

    @Override
    public void close() {}
  }

  private void passes(String interval) {
    passes("task_instance", "lease_until", interval);
  }

  private void passes(String table, String column, String interval) {
    engine.sql(
        "update %s set %s = %s - interval '%s' where %s is not null"
            .formatted(table, column, column, interval, column));
  }

  /** Both beats of a sweep that began after this call: its rescue is over. */
  private void sweeps(String name) {
    AtomicReference<Instant> last = new AtomicReference<>(seen(name));
    for (int i = 0; i < 3; i++) {
      await().atMost(Duration.ofSeconds(20)).until(() -> !seen(name).equals(last.get()));
      last.set(seen(name));
    }
  }

  private Instant seen(String name) {
    return JdbcClient.create(engine.postgres.dataSource())
        .sql("select coalesce(max(seen_at), '-infinity') from member where name = ?")
        .param(name)
        .query((row, n) -> row.getObject(1, java.time.OffsetDateTime.class).toInstant())
        .single();
  }

  @Test
  void aRestartOfTheOnlyServerCostsNoTry() {
    try (SchedulerLoop before = loop("s1")) {
      sweeps("s1");
      assertThat(before.troubles()).isEmpty();
    }
    passes("40 s");
    try (SchedulerLoop after = loop("s2")) {
      sweeps("s2");
      assertThat(engine.state(run, "a")).isEqualTo("running");
      assertThat(engine.api.heartbeat(PostgresEngine.WORKER, List.of(item.token()))).isEmpty();
      passes("40 s");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(engine.state(run, "a"))
                      .as("silence while a server listens is a loss")
                      .isEqualTo("up_for_retry"));
      assertThat(after.troubles()).isEmpty();
    }
  }

  @Test
  void aKilledServersBeatDoesNotCountForTheTimeAfterIt() {
    engine.sql(
        """
        insert into member (name, role, hostname, pid, slots, seen_at)
        values ('killed', 'scheduler', 'host', 9, 0, now() - interval '20 s')
        """);
    passes("40 s");
    try (SchedulerLoop after = loop("s2")) {
      sweeps("s2");
      assertThat(engine.state(run, "a")).isEqualTo("running");
      assertThat(after.troubles()).isEmpty();
    }
  }

  @Test
  void aServerThatJoinsOthersBelievesTheirLeases() {
    try (SchedulerLoop first = loop("s1")) {
      sweeps("s1");
      assertThat(first.troubles()).isEmpty();
      passes("40 s");
      try (SchedulerLoop second = loop("s2")) {
        sweeps("s2");
        assertThat(engine.state(run, "a")).isEqualTo("up_for_retry");
        assertThat(second.troubles()).isEmpty();
      }
    }
  }

  /** Sweeps by hand: stored moments must not move between a beat and what is judged by it. */
  @Test
  void aStepOfTheDatabasesClockTakesNoLiveAttempt() {
    Scheduler scheduler =
        new Scheduler(engine.store, engine.pauses, UUID::randomUUID, PostgresEngine.LEASE);
    LeaseWatch watch = new LeaseWatch(identity("s1"), PostgresEngine.LEASE);
    scheduler.sweep(engine.store.transact(watch::beat).at());
    for (String step : List.of("1 hour", "-1 hour")) {
      engine.sql(
          """
          with leases as (
            update task_instance set lease_until = lease_until - interval '%s'
            where lease_until is not null)
          update member set seen_at = seen_at - interval '%s'
          """
              .formatted(step, step));
      scheduler.sweep(engine.store.transact(watch::beat).at());
      assertThat(engine.state(run, "a")).isEqualTo("running");
      assertThat(engine.task(run, "a").times().leaseUntil())
          .as("a dead worker is found within a lease")
          .isBefore(engine.store.now().plus(PostgresEngine.LEASE).plusSeconds(1))
          .isAfter(engine.store.now());
      assertThat(scheduler.troubles()).isEmpty();
    }
  }
}
