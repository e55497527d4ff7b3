package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagBuilder;
import io.orchestrator.model.RunRetention;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.scheduler.Retention.Preview;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.RetentionStore.DeletedRun;
import io.orchestrator.store.StoreFixture;
import io.orchestrator.store.memory.InMemoryStore;
import io.orchestrator.tasklog.ChunkId;
import io.orchestrator.tasklog.MemoryTaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.testing.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept, what goes, and what is left of it. */
class RetentionTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final InMemoryStore store = new InMemoryStore(clock);
  private final StoreFixture given = new StoreFixture(store);
  private final MemoryTaskLogHandler logs = new MemoryTaskLogHandler();

  private StoredDag dag(String dagId, Consumer<DagBuilder> settings) {
    return given.register(
        StoreFixture.loaded(
            Dag.define(
                dagId,
                d -> {
                  settings.accept(d);
                  d.empty("a");
                  d.empty("b");
                })));
  }

  /** So many successful runs, one that ends each day. */
  private List<DagRun> ended(StoredDag dag, int runs) {
    List<DagRun> ended = new ArrayList<>();
    for (int day = 0; day < runs; day++) {
      DagRun run = given.running(dag, day);
      given.move(run, RunState.SUCCESS, "");
      ended.add(given.read(run));
      clock.advance(Duration.ofDays(1));
    }
    return ended;
  }

  private static RetentionRules keeping(@Nullable Duration age, @Nullable Integer runs) {
    return new RetentionRules(new RunRetention(age, runs), null, true);
  }

  private void pass(RetentionRules rules) {
    new Retention(store, logs, rules).pass(() -> true);
  }

  private List<DagRun> left(StoredDag dag) {
    List<DagRun> newestFirst = store.transact(tx -> tx.runs().list(dag.dagId(), List.of(), 1_000));
    return newestFirst.stream().sorted(Comparator.comparing(DagRun::id)).toList();
  }

  private List<AuditRow> audited(String event) {
    return store.transact(tx -> tx.audit().latest(1_000)).stream()
        .filter(row -> row.event().equals(event))
        .toList();
  }

  @Test
  void nothingIsDeletedUnlessSaid() {
    StoredDag dag = dag("kept", d -> {});
    List<DagRun> runs = ended(dag, 3);
    clock.advance(Duration.ofDays(3_000));
    pass(keeping(null, null));
    assertThat(left(dag)).isEqualTo(runs);
    assertThat(audited("retention.runs")).isEmpty();
  }

  @Test
  void theRunsThatEndedLastAreKeptByNumber() {
    StoredDag dag = dag("by_number", d -> {});
    List<DagRun> runs = ended(dag, 5);
    pass(keeping(null, 2));
    assertThat(left(dag)).isEqualTo(runs.subList(3, 5));
  }

  @Test
  void aRunGoesWhenItEndedLongerAgoThanItsAge() {
    StoredDag dag = dag("by_age", d -> {});
    List<DagRun> runs = ended(dag, 5);
    pass(keeping(Duration.ofDays(2), null));
    assertThat(left(dag)).as("those of yesterday and the day before").isEqualTo(runs.subList(3, 5));
  }

  @Test
  void eitherLimitIsEnough() {
    StoredDag dag = dag("either", d -> {});
    List<DagRun> runs = ended(dag, 6);
    pass(keeping(Duration.ofDays(4), 5));
    assertThat(left(dag)).isEqualTo(runs.subList(2, 6));
    pass(keeping(Duration.ofDays(400), 1));
    assertThat(left(dag)).isEqualTo(runs.subList(5, 6));
  }

  @Test
  void theRunThatEndedLastStaysHoweverOldItIs() {
    StoredDag dag = dag("last", d -> {});
    List<DagRun> runs = ended(dag, 3);
    clock.advance(Duration.ofDays(1_000));
    pass(keeping(Duration.ofDays(1), null));
    assertThat(left(dag)).isEqualTo(runs.subList(2, 3));
  }

  @Test
  void whatADagSaysItselfCountsInsteadOfTheSettings() {
    StoredDag few = dag("few", d -> d.keepRuns(1));
    StoredDag old = dag("old", d -> d.keepRunsFor(Duration.ofDays(4)));
    StoredDag all = dag("all", DagBuilder::keepAllRuns);
    List<DagRun> runsOfFew = ended(few, 3);
    List<DagRun> runsOfOld = ended(old, 3);
    List<DagRun> runsOfAll = ended(all, 3);
    pass(keeping(Duration.ofDays(1), 2));
    assertThat(left(few)).isEqualTo(runsOfFew.subList(2, 3));
    assertThat(left(old)).isEqualTo(runsOfOld.subList(2, 3));
    assertThat(left(all)).isEqualTo(runsOfAll);
  }

  @Test
  void theAuditLogSaysWhatWent() {
    StoredDag dag = dag("told", d -> {});
    List<DagRun> runs = ended(dag, 3);
    pass(keeping(null, 1));
    assertThat(audited("retention.runs"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.actor()).isEqualTo("scheduler");
              assertThat(row.subject().dagId()).isEqualTo("told");
              assertThat(row.detail())
                  .isEqualTo(
                      "2 runs with 4 task instances, which had ended before "
                          + runs.get(2).endDate());
            });
  }

  @Test
  void aLongHistoryGoesInBatchesAndAPassCanBeEndedBetweenThem() {
    StoredDag dag = dag("long", d -> {});
    ended(dag, 121);
    List<Integer> left = new ArrayList<>();
    Retention retention =
        new Retention(store, logs, new RetentionRules(new RunRetention(null, 1), null, false));
    retention.pass(
        () -> {
          left.add(left(dag).size());
          return false;
        });
    assertThat(left(dag)).hasSize(71);
    retention.pass(() -> left.add(left(dag).size()));
    assertThat(left).containsExactly(71, 21, 1);
  }

  @Test
  void aBatchHasFewRunsWhenTheyAreLarge() {
    StoredDag dag = given.register(StoreFixture.chain("large", 900));
    ended(dag, 4);
    Retention retention = new Retention(store, logs, keeping(null, 1));
    retention.pass(() -> false);
    assertThat(left(dag)).hasSize(2);
  }

  @Test
  void logsOfDeletedRunsAreDeletedAndOthersStay() throws IOException {
    StoredDag dag = dag("logged", d -> {});
    List<DagRun> runs = ended(dag, 2);
    runs.forEach(this::log);
    pass(keeping(null, 1));
    assertThat(logs.text(key(runs.get(0)))).isEmpty();
    assertThat(logs.text(key(runs.get(1)))).isEqualTo("line");
  }

  @Test
  void logsThatCannotBeDeletedNowAreDeletedInALaterPass() throws IOException {
    StoredDag dag = dag("outage", d -> {});
    List<DagRun> runs = ended(dag, 2);
    runs.forEach(this::log);
    logs.fault(
        call -> {
          throw new IOException("no route to host");
        });
    pass(keeping(null, 1));
    assertThat(left(dag)).hasSize(1);
    logs.fault(MemoryTaskLogHandler.Fault.NEVER);
    assertThat(logs.text(key(runs.get(0)))).isEqualTo("line");
    pass(keeping(null, null));
    assertThat(logs.text(key(runs.get(0)))).isEmpty();
    assertThat(deletedRuns()).isEmpty();
  }

  @Test
  void passesFollowOneAnotherOnAThreadOfTheirOwnUntilTheLoopIsClosed() throws Exception {
    List<DagRun> runs = ended(dag("looped", d -> {}), 2);
    CountDownLatch looks = new CountDownLatch(3);
    logs.fault(
        call -> {
          looks.countDown();
          throw new IOException("no route to host");
        });
    Duration soon = Duration.ofMillis(1);
    RetentionLoop loop =
        new RetentionLoop(
            new Retention(store, logs, keeping(null, 1)),
            new RetentionLoop.Rests(soon, soon, soon));
    try (loop) {
      loop.start();
      assertThat(looks.await(60, TimeUnit.SECONDS)).as("three passes").isTrue();
    }
    assertThat(loop.ended()).isTrue();
    assertThat(left(given.find("looped"))).isEqualTo(runs.subList(1, 2));
  }

  @Test
  void logsAreLeftToOthersWhenTheSettingsSaySo() {
    StoredDag dag = dag("left", d -> {});
    List<DagRun> runs = ended(dag, 2);
    runs.forEach(this::log);
    pass(new RetentionRules(new RunRetention(null, 1), null, false));
    assertThat(left(dag)).hasSize(1);
    assertThat(logs.text(key(runs.get(0)))).isEqualTo("line");
  }

  @Test
  void theAuditLogHasItsOwnAge() {
    StoredDag dag = dag("audited", d -> {});
    List<DagRun> runs = ended(dag, 3);
    pass(new RetentionRules(RunRetention.FOR_EVER, Duration.ofHours(36), true));
    assertThat(left(dag)).isEqualTo(runs);
    assertThat(auditOf(runs.get(1).runId())).isEmpty();
    assertThat(auditOf(runs.get(2).runId())).hasSize(3);
    assertThat(audited("retention.audit"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.detail()).isEqualTo("6 rows written before 2026-03-03T00:00:00Z"));
  }

  @Test
  void aPreviewSaysWhatAPassWouldDelete() {
    ended(dag("some", d -> {}), 4);
    ended(dag("none", DagBuilder::keepAllRuns), 4);
    RetentionRules rules = keeping(null, 1);
    assertThat(preview(rules))
        .singleElement()
        .satisfies(
            preview -> {
              assertThat(preview.dagId()).isEqualTo("some");
              assertThat(preview.runs()).isEqualTo(3);
              assertThat(preview.tasks()).isEqualTo(6);
              assertThat(preview.more()).isFalse();
            });
    assertThat(store.read(tx -> Retention.preview(tx, rules, 2)).get(0).more()).isTrue();
    pass(rules);
    assertThat(preview(rules)).isEmpty();
  }

  private List<DeletedRun> deletedRuns() {
    return store.transact(tx -> tx.retention().deletedRuns(9));
  }

  private List<AuditRow> auditOf(String runId) {
    return store.transact(tx -> tx.audit().ofRun("audited", runId, 9));
  }

  private List<Preview> preview(RetentionRules rules) {
    return store.read(tx -> Retention.preview(tx, rules, 100));
  }

  @Test
  void rulesWithoutSenseAreRefusedWithTheirSetting() {
    assertThatThrownBy(() -> keeping(Duration.ofMillis(90), null))
        .hasMessageContaining("orchestrator.retention.max-age is 0.090 s; the least is 1 h")
        .hasMessageContaining("for example 90d");
    assertThatThrownBy(() -> keeping(null, 0))
        .hasMessageContaining("orchestrator.retention.max-runs is 0; the least is 1");
    assertThatThrownBy(
            () -> new RetentionRules(RunRetention.FOR_EVER, Duration.ofMinutes(-1), true))
        .hasMessageContaining("orchestrator.retention.audit-max-age is -1 min");
  }

  private static TaskLogKey key(DagRun run) {
    return new TaskLogKey(run.dagId(), run.runId(), "a", -1, 1);
  }

  private void log(DagRun run) {
    try {
      ChunkId chunk = new ChunkId(run.moments().queuedAt(), "a1", 0);
      logs.put(key(run), chunk, "line".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
