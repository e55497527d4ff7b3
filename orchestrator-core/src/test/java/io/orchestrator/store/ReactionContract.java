package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.StartPlanner;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.ReactionStore.OpenRun;
import io.orchestrator.store.ReactionStore.OpenRuns;
import io.orchestrator.store.ReactionStore.VersionedRun;
import io.orchestrator.store.ReactionWrite.Change;
import io.orchestrator.store.ReactionWrite.Remembered;
import io.orchestrator.store.ReactionWrite.RunChange;
import io.orchestrator.store.ReactionWrite.TaskChange;
import io.orchestrator.store.TaskStore.TaskReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reactions: written as a whole where everything is as it was remembered, or not at all. */
public abstract class ReactionContract extends StoreContract {
  private DagRun running(String dagId) {
    return given().running(given().register(StoreFixture.chain(dagId, 2)), 0);
  }

  private VersionedRun read(DagRun run) {
    return one(tx -> tx.reactions().read(List.of(run.id()), 2)).orElseThrow().get(0);
  }

  private OpenRuns open() {
    return store().transact(tx -> tx.reactions().open(10_000));
  }

  private static TaskInstance task(VersionedRun run, String taskId) {
    return run.tasks().stream()
        .map(ReactionStore.VersionedTask::task)
        .filter(task -> task.taskId().equals(taskId))
        .findFirst()
        .orElseThrow();
  }

  private void write(VersionedRun seen, @Nullable Long book, List<Change> changes) {
    write(seen, book, changes, Map.of());
  }

  private void write(
      VersionedRun seen,
      @Nullable Long book,
      List<Change> changes,
      Map<UUID, BranchDecision> decisions) {
    Map<Long, Remembered> runs =
        Map.of(seen.run().id(), new Remembered(seen.run(), seen.version()));
    store()
        .transact(
            tx -> {
              tx.reactions().write(new ReactionWrite(runs, book, changes, decisions));
              return true;
            });
  }

  private TaskChange change(TaskInstance before, TransitionCause cause, TaskState to) {
    TaskTransition transition = TaskTransition.of(before, to, cause, store().now());
    return new TaskChange(transition, transition.after(), "test");
  }

  private TaskChange scheduled(TaskInstance before) {
    TaskTransition begins =
        TaskTransition.of(
                before, TaskState.SCHEDULED, TransitionCause.DEPENDENCIES_MET, store().now())
            .inTry(before.tryNumber() + 1);
    return new TaskChange(begins, begins.after(), "scheduler");
  }

  private TaskChange claimed(TaskInstance before, UUID epoch) {
    TaskTransition claim =
        TaskTransition.of(before, TaskState.QUEUED, TransitionCause.CLAIMED, store().now());
    return new TaskChange(
        claim, claim.claimedBy("w1", epoch, store().now().plus(StoreFixture.LEASE)), "w1");
  }

  @Test
  void endPlanAndClaimAreOneWrite() {
    DagRun run = running("reacted");
    TaskInstance held = given().start(run, "t000", "w1");
    VersionedRun seen = read(run);
    TaskChange end = change(held, TransitionCause.SUCCEEDED, TaskState.SUCCESS);
    TaskChange plan = scheduled(task(seen, "t001"));
    UUID epoch = UUID.randomUUID();
    TaskChange claim = claimed(plan.after(), epoch);
    write(seen, open().book(), List.of(end, plan, claim));

    VersionedRun after = read(run);
    assertThat(after.version()).isEqualTo(seen.version() + 1);
    assertThat(task(after, "t000").state()).isEqualTo(TaskState.SUCCESS);
    assertThat(task(after, "t001"))
        .satisfies(
            task -> {
              assertThat(task.state()).isEqualTo(TaskState.QUEUED);
              assertThat(task.epoch()).isEqualTo(epoch);
              assertThat(task.worker()).isEqualTo("w1");
              assertThat(task.tryNumber()).isEqualTo(1);
              assertThat(task.times().leaseUntil()).isNotNull();
              assertThat(task.times().scheduledAt()).isNotNull();
            });
    List<Attempt> tries = list(tx -> tx.tasks().attempts(held.id()));
    assertThat(tries).singleElement().extracting(Attempt::state).isEqualTo(TaskState.SUCCESS);
    assertThat(list(tx -> tx.audit().ofRun("reacted", run.runId(), 100)))
        .extracting(row -> row.event() + " " + row.subject().taskId())
        .endsWith("task.succeeded t000", "task.dependencies_met t001", "task.claimed t001");
  }

  @Test
  void theEndOfTheRunIsPartOfIt() {
    DagRun run = running("ending");
    VersionedRun seen = read(run);
    List<Change> changes = new ArrayList<>();
    seen.tasks()
        .forEach(t -> changes.add(change(t.task(), TransitionCause.RULED_OUT, TaskState.SKIPPED)));
    RunTransition end = new RunTransition(seen.run(), RunState.FAILED, "why", store().now());
    changes.add(new RunChange(end, "scheduler"));
    write(seen, null, changes);
    assertThat(read(run).run())
        .satisfies(
            ended -> {
              assertThat(ended.state()).isEqualTo(RunState.FAILED);
              assertThat(ended.failure()).isEqualTo("why");
              assertThat(ended.endDate()).isNotNull();
              assertThat(ended.startDate()).isEqualTo(seen.run().startDate());
            });
    assertThat(list(tx -> tx.audit().ofRun("ending", run.runId(), 100)))
        .last()
        .satisfies(row -> assertThat(row.event()).isEqualTo("run.failed"));
  }

  @Test
  void nothingIsWrittenWhenTheRunHasChangedSince() {
    DagRun run = running("changed");
    VersionedRun seen = read(run);
    given().schedule(run, "t000");
    assertThat(read(run).version()).isGreaterThan(seen.version());
    assertThatThrownBy(() -> write(seen, null, List.of(scheduled(task(seen, "t001")))))
        .isInstanceOf(StaleMemoryException.class);
    assertThat(given().task(run, "t001").state()).isEqualTo(TaskState.NONE);
  }

  @Test
  void nothingIsWrittenWhenOneInstanceIsNotAsRemembered() {
    DagRun run = running("other epoch");
    TaskInstance held = given().start(run, "t000", "w1");
    VersionedRun seen = read(run);
    TaskInstance deposed =
        held.withHold(
            new TaskInstance.Hold(UUID.randomUUID(), "w1"),
            Objects.requireNonNull(held.times().leaseUntil()));
    assertThatThrownBy(
            () ->
                write(
                    seen,
                    null,
                    List.of(
                        scheduled(task(seen, "t001")),
                        change(deposed, TransitionCause.SUCCEEDED, TaskState.SUCCESS))))
        .isInstanceOf(StaleMemoryException.class);
    assertThat(read(run)).isEqualTo(seen);
  }

  @Test
  void claimsAreWrittenOnlyInTheBookTheyWereDecidedOn() {
    DagRun run = running("booked");
    given().schedule(run, "t000");
    VersionedRun seen = read(run);
    long book = open().book();
    given().claim("w9", 0);
    assertThat(open().book()).as("somebody looked for claims").isGreaterThan(book);
    TaskChange claim = claimed(task(seen, "t000"), UUID.randomUUID());
    assertThatThrownBy(() -> write(seen, book, List.of(claim)))
        .isInstanceOf(StaleMemoryException.class);
    assertThat(given().task(run, "t000").state()).isEqualTo(TaskState.SCHEDULED);
    long now = open().book();
    write(seen, now, List.of(claim));
    assertThat(open().book()).isEqualTo(now + 1);
  }

  @Test
  void pausingADagIsNotedInTheClaimBook() {
    running("paused");
    long book = open().book();
    store().transact(tx -> tx.dags().setPaused("paused", true));
    assertThat(open().book()).isGreaterThan(book);
  }

  @Test
  void whatGoesOnIsOpen() {
    DagRun run = running("open");
    DagRun ended = given().running(given().find("open"), 1);
    given().start(ended, "t000", "w1");
    given().move(ended, RunState.FAILED, "");
    DagRun over = given().running(given().find("open"), 2);
    given().move(over, RunState.FAILED, "");
    assertThat(open().runs())
        .extracting(OpenRun::runPk)
        .contains(run.id(), ended.id())
        .doesNotContain(over.id());
    OpenRuns some = store().transact(tx -> tx.reactions().open(1));
    assertThat(some.more()).isTrue();
    assertThat(some.runs()).hasSize(1);
  }

  @Test
  void whatIsTooMuchIsNotRead() {
    DagRun run = running("large");
    assertThat(one(tx -> tx.reactions().read(List.of(run.id()), 1))).isEmpty();
    assertThat(one(tx -> tx.reactions().read(List.of(Long.MAX_VALUE), 1)).orElseThrow()).isEmpty();
  }

  @Test
  void everyWriterButTheHeartbeatRaisesTheVersion() {
    DagRun run = running("versions");
    List<Runnable> writers =
        List.of(
            () -> given().schedule(run, "t000"),
            () -> given().claim(run, "t000", "w1"),
            () ->
                given().move(given().task(run, "t000"), TransitionCause.STARTED, TaskState.RUNNING),
            () -> report(run, new TaskReport("query-1", null, Map.of(), Map.of())),
            () -> report(run, new TaskReport(null, DECISION, Map.of(), Map.of())),
            () -> given().move(run, RunState.FAILED, "why"));
    for (Runnable writer : writers) {
      long before = read(run).version();
      writer.run();
      assertThat(read(run).version()).isGreaterThan(before);
    }
    VersionedRun still = read(run);
    TaskInstance held = given().task(run, "t000");
    store()
        .transact(
            tx ->
                tx.tasks()
                    .extendLeases(
                        Map.of(Objects.requireNonNull(held.epoch()), held.id()),
                        StoreFixture.LEASE));
    assertThat(read(run).version()).isEqualTo(still.version());
  }

  private static final BranchDecision DECISION =
      new BranchDecision(BranchDecision.Kind.FOLLOW, List.of("t001"), "chose t001");

  private void report(DagRun run, TaskReport report) {
    TaskInstance held = given().task(run, "t000");
    store()
        .transact(tx -> tx.tasks().report(held.id(), Objects.requireNonNull(held.epoch()), report));
  }

  @Test
  void aDecisionIsStoredWithTheEndOfItsBranchAndOthersAreKept() {
    DagRun run = running("deciding");
    given().start(run, "t000", "w1");
    report(run, new TaskReport("query-1", null, Map.of(), Map.of()));
    VersionedRun seen = read(run);
    TaskInstance decided = task(seen, "t000").withReport(null, DECISION);
    write(
        seen,
        null,
        List.of(change(decided, TransitionCause.SUCCEEDED, TaskState.SUCCESS)),
        Map.of(decided.id(), DECISION));
    TaskInstance ended = given().task(run, "t000");
    assertThat(ended.decision()).isEqualTo(DECISION);
    assertThat(ended.externalId()).isEqualTo("query-1");
    VersionedRun again = read(run);
    write(again, null, List.of(scheduled(task(again, "t001"))));
    assertThat(given().task(run, "t000").decision()).isEqualTo(DECISION);
  }

  @Test
  void theRoomOfARunThatIsAboutToEndIsFree() {
    StoredDag dag =
        given().register(StoreFixture.withMaxActiveRuns(StoreFixture.chain("making_room", 1), 2));
    given().running(dag, 0);
    given().running(dag, 1);
    DagRun next = given().run(dag, 2);
    given().run(dag, 3);
    assertThat(startable(Map.of("making_room", 0))).isEmpty();
    assertThat(startable(Map.of("making_room", 1))).containsExactly(next);
    assertThat(startable(Map.of("making_room", 2))).hasSize(2).contains(next);
    assertThat(startable(Map.of())).isEmpty();
  }

  private List<DagRun> startable(Map<String, Integer> ending) {
    Instant now = StoreFixture.DAY.plusSeconds(9_999_999);
    return store()
        .transact(tx -> StartPlanner.plan(tx.reactions().startable(ending, now, 100), now))
        .stream()
        .map(RunTransition::before)
        .toList();
  }
}
