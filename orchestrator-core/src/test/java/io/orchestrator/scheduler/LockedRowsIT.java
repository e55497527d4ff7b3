package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.DagRun;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row that another session has locked stalls only itself, and the reason says so. */
class LockedRowsIT {
  /** One wait of a second and some moments, with room for a slow machine; unbounded it is 10 s. */
  private static final Duration SOON = Duration.ofSeconds(6);

  private final PostgresEngine engine = new PostgresEngine();

  @BeforeEach
  void deploy() {
    engine.deploy(PostgresEngine.chain("good"));
    engine.deploy(PostgresEngine.chain("bad"));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static void soon(Runnable work) {
    long begun = System.nanoTime();
    work.run();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
  }

  /** Locks as a person does who edits a row by hand. */
  private static String lock(DagRun run, String taskId) {
    return "select 1 from task_instance where run_pk = %d and task_id = '%s' for update"
        .formatted(run.id(), taskId);
  }

  @Test
  void theEndOfALockedTaskWaitsAndOthersOfItsTurnAreWritten() throws SQLException {
    DagRun bad = engine.trigger("bad");
    DagRun good = engine.trigger("good");
    List<WorkItem> items = engine.claim();
    engine.start(items);
    WorkItem blocked = PostgresEngine.of(items, "bad");
    engine.whileLocked(
        lock(bad, "a"),
        () -> {
          soon(
              () ->
                  assertThat(engine.finish(items, End.SUCCESS).values())
                      .containsExactly(Answer.OK));
          assertThat(engine.state(good, "b")).as("the turn went on").isEqualTo("scheduled");
          assertThat(engine.why(bad, "a")).contains("Another transaction has locked its row");
          List<WorkItem> next = engine.claim();
          engine.start(next);
          List<WorkItem> both = List.of(blocked, next.get(0));
          soon(() -> assertThat(engine.finish(both, End.SUCCESS).values()).hasSize(1));
          assertThat(engine.state(good, "b")).isEqualTo("success");
        });
    assertThat(engine.finish(List.of(blocked), End.SUCCESS).values()).containsExactly(Answer.OK);
    engine.pauses.advance(Duration.ofSeconds(11));
    engine.hand.settle();
    assertThat(engine.state(bad, "b")).isEqualTo("scheduled");
    assertThat(engine.scheduler.troubles()).isEmpty();
  }

  @Test
  void aRunWhoseTaskIsLockedIsPlannedLaterAndOthersNow() throws SQLException {
    DagRun bad = engine.trigger("bad");
    DagRun good = engine.trigger("good");
    List<WorkItem> items = engine.claim();
    engine.start(items);
    engine.whileLocked(
        lock(bad, "b"),
        () -> {
          soon(
              () ->
                  assertThat(engine.finish(items, End.SUCCESS).values())
                      .containsExactly(Answer.OK, Answer.OK));
          assertThat(engine.state(good, "b")).isEqualTo("scheduled");
          assertThat(engine.state(bad, "b")).isEqualTo("none");
          assertThat(engine.why(bad, "b")).contains("Another transaction has locked its row");
          soon(engine.hand::tick);
        });
    engine.pauses.advance(Duration.ofSeconds(11));
    engine.hand.settle();
    assertThat(engine.state(bad, "b")).isEqualTo("scheduled");
  }

  @Test
  void aLockedTaskIsNotHandedOutAndOthersAre() throws SQLException {
    DagRun bad = engine.trigger("bad");
    engine.trigger("good");
    engine.whileLocked(
        lock(bad, "a"),
        () ->
            soon(() -> assertThat(PostgresEngine.names(engine.claim())).containsExactly("good.a")));
    engine.pauses.advance(Duration.ofSeconds(11));
    assertThat(PostgresEngine.names(engine.claim())).containsExactly("bad.a");
  }

  @Test
  void handingOutThatAnotherServerHoldsUpIsTriedAgainAndTheRestGoesOn() throws SQLException {
    DagRun good = engine.trigger("good");
    List<WorkItem> items = engine.claim();
    engine.start(items);
    engine.trigger("bad");
    engine.whileLocked(
        "select version from claim_book for update",
        () -> {
          soon(() -> assertThat(engine.claim()).isEmpty());
          soon(() -> assertThat(engine.claim()).as("left alone for a while").isEmpty());
          assertThat(engine.finish(items, End.SUCCESS).values()).containsExactly(Answer.OK);
          assertThat(engine.state(good, "b")).isEqualTo("scheduled");
        });
    engine.pauses.advance(Duration.ofSeconds(11));
    assertThat(PostgresEngine.names(engine.claim())).containsExactly("bad.a", "good.b");
  }

  @Test
  void aHeartbeatKeepsTheOthersWhenOneOfItsRowsIsLocked() throws SQLException {
    DagRun bad = engine.trigger("bad");
    DagRun good = engine.trigger("good");
    List<AttemptToken> tokens = engine.claim().stream().map(WorkItem::token).toList();
    engine.sql(
        "update task_instance set lease_until = now() + interval '1 s' where epoch is not null");
    engine.whileLocked(
        lock(bad, "a"),
        () ->
            soon(
                () ->
                    assertThat(engine.api.heartbeat(PostgresEngine.WORKER, tokens))
                        .as("none is gone")
                        .isEmpty()));
    assertThat(lease(good)).isAfter(lease(bad).plusSeconds(20));
  }

  private Instant lease(DagRun run) {
    return Objects.requireNonNull(engine.task(run, "a").times().leaseUntil());
  }

  @Test
  void anAttemptWhoseRowWasLockedBeyondItsLeaseIsNotLost() throws SQLException {
    DagRun bad = engine.trigger("bad");
    DagRun good = engine.trigger("good");
    List<WorkItem> items = engine.claim();
    engine.start(items);
    engine.sql(
        "update task_instance set lease_until = now() - interval '1 s' where epoch is not null");
    engine.whileLocked(
        lock(bad, "a"),
        () -> {
          soon(engine.hand::tick);
          assertThat(engine.state(good, "a")).as("its worker is gone").isEqualTo("up_for_retry");
        });
    engine.pauses.advance(Duration.ofSeconds(11));
    engine.hand.tick();
    assertThat(engine.state(bad, "a")).as("its worker can answer now").isEqualTo("running");
    engine.sql(
        "update task_instance set lease_until = now() - interval '1 s' where epoch is not null");
    engine.hand.tick();
    assertThat(engine.state(bad, "a")).as("and did not").isEqualTo("up_for_retry");
  }

  @Test
  void startsTogetherWithALockedOneAreConfirmed() throws SQLException {
    DagRun bad = engine.trigger("bad");
    DagRun good = engine.trigger("good");
    List<WorkItem> items = engine.claim();
    engine.whileLocked(
        lock(bad, "a"),
        () ->
            soon(
                () ->
                    assertThat(engine.start(items))
                        .containsExactly(PostgresEngine.of(items, "bad").token())));
    assertThat(engine.state(good, "a")).isEqualTo("running");
    assertThat(engine.state(bad, "a")).as("it costs no try: its lease ends").isEqualTo("queued");
  }

  @Test
  void aGoodbyeHandsBackTheRestOfWhatItHad() throws SQLException {
    DagRun bad = engine.trigger("bad");
    DagRun good = engine.trigger("good");
    engine.claim();
    engine.whileLocked(lock(bad, "a"), () -> soon(() -> engine.api.goodbye(PostgresEngine.WORKER)));
    assertThat(engine.state(good, "a")).isEqualTo("scheduled");
    assertThat(engine.state(bad, "a")).isEqualTo("queued");
  }

  @Test
  void aQueuedRunThatIsLockedHoldsUpNoOther() throws SQLException {
    engine.orders.trigger(TriggerRequest.now("bad", "rest_api", "anna").named("first"));
    engine.orders.trigger(TriggerRequest.now("good", "rest_api", "anna").named("second"));
    engine.whileLocked(
        "select 1 from dag_run where run_id = 'first' for update", () -> soon(engine.hand::settle));
    assertThat(PostgresEngine.names(engine.claim())).containsExactly("good.a");
  }

  @Test
  void theLockedRowOfADagHoldsUpTheRunsOfNoOther() throws SQLException {
    engine.sql(
        """
        update dag set next_run_after = now(), next_interval_start = now(),
          next_interval_end = now()
        """);
    engine.whileLocked(
        "select 1 from dag where dag_id = 'bad' for update",
        () -> {
          soon(engine.hand::tick);
          assertThat(engine.active("good")).isEqualTo(1);
          assertThat(engine.scheduler.trouble("bad").orElse("")).contains("locked");
        });
  }
}
