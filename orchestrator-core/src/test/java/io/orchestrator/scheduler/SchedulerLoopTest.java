package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.StartReport;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.store.Member;
import io.orchestrator.store.Member.Identity;
import io.orchestrator.store.Member.Role;
import io.orchestrator.store.Wakeups;
import io.orchestrator.timetable.Schedule;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The thread that drives the scheduler, with a sweep so far away that only its signals count. */
class SchedulerLoopTest {
  private static final Duration FAR = Duration.ofHours(1);
  private static final Duration POLL = Duration.ofMinutes(1);
  private static final WorkerInfo WORKER = new WorkerInfo("w", "host", 1, 4, List.of("default"));
  private static final WorkerInfo OTHER = new WorkerInfo("o", "host", 2, 4, List.of("other"));
  private static final WorkerInfo ANOTHER = new WorkerInfo("x", "host", 3, 4, List.of("default"));
  private final Engine engine = new Engine("2026-01-01T00:00:00Z");
  private final BlockingQueue<Duration> alarms = new LinkedBlockingQueue<>();
  private SchedulerLoop loop;
  private Orders orders;
  private ExecutionService api;

  @BeforeEach
  void start() {
    loop =
        new SchedulerLoop(
            engine.scheduler,
            engine.store,
            FAR,
            new Identity("s", Role.SCHEDULER, "host", 1, 0, List.of()),
            new SchedulerLoop.Nodes(new Alarm(), new NoOtherNodes()));
    orders = new Orders(engine.store, loop);
    api = new ExecutionService(engine.store, loop, engine.memory.administration(), Engine.LEASE);
    engine.deploy(
        Dag.define(
            "d",
            d ->
                d.action("a", c -> {})
                    .retries(1)
                    .retryDelay(Duration.ofMinutes(5))
                    .then(d.action("b", c -> {}))));
    loop.start();
  }

  @AfterEach
  void stop() {
    loop.close();
  }

  private final class Alarm implements AlarmClock {
    @Override
    public void ringAfter(Duration delay) {
      alarms.add(delay);
    }

    @Override
    public void close() {}
  }

  private static final class NoOtherNodes implements Wakeups {
    @Override
    public void publish(Collection<Long> runPks) {}

    @Override
    public Subscription listen(LongConsumer changed, Runnable missed) {
      return () -> {};
    }
  }

  private CompletableFuture<List<WorkItem>> poll(WorkerInfo worker) {
    return loop.claim(worker, 4, POLL);
  }

  private static <T> T soon(CompletableFuture<T> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS);
  }

  private void trigger() {
    orders.trigger(TriggerRequest.now("d", "rest_api", "anna"));
  }

  private WorkItem started(CompletableFuture<List<WorkItem>> poll) throws Exception {
    List<WorkItem> items = soon(poll);
    assertThat(items).hasSize(1);
    api.start(List.of(items.get(0).token()), new StartReport("w", "host", 1));
    return items.get(0);
  }

  private static FinishReport report(End end) {
    return new FinishReport(end, end == End.SUCCESS ? "" : "it broke", Map.of(), null, null);
  }

  @Test
  void itForgetsWhoIsLongGoneAndSaysGoodbyeWhenItStops() throws Exception {
    beat("long-gone");
    engine.clock.advance(Member.FORGOTTEN.plusSeconds(1));
    beat("alive");
    loop.wake();
    trigger();
    WorkItem a = started(poll(WORKER));
    // Answered by a turn that began after the claim's, so the sweep is over.
    soon(loop.finish(a.token(), report(End.SUCCESS)));
    assertThat(members()).containsExactlyInAnyOrder("alive", "s");
    loop.close();
    assertThat(members()).containsExactly("alive");
  }

  @Test
  void aTriggeredRunStartsAtOnceAndNothingElseIsLookedAt() throws Exception {
    trigger();
    // Its first turn is over, and with it the sweep.
    started(poll(WORKER));
    engine.clock.advance(Duration.ofMinutes(30));
    trigger();
    started(poll(WORKER));
    List<Member> beating =
        engine.store.transact(tx -> tx.members().seenWithin(Duration.ofMinutes(1)));
    assertThat(beating).as("the scheduler beats with each sweep").isEmpty();
  }

  @Test
  void aStormOfDueRunsIsMadeWithoutWaitingForTheNextSweep() throws Exception {
    int dags = 250;
    soon(loop.claim(WORKER, 4, Duration.ZERO));
    engine.pool("default_pool", 1_000);
    for (int i = 0; i < dags; i++) {
      engine.deploy(
          Dag.define(
              "storm" + i,
              d ->
                  d.schedule(Schedule.cron("0 3 * * *")).start("2026-01-01").action("x", c -> {})));
    }
    engine.clock.advance(Duration.ofHours(4));
    loop.wake();
    WorkerInfo wide = new WorkerInfo("wide", "host", 9, 1_000, List.of("default"));
    int got = 0;
    while (got < dags) {
      List<WorkItem> items = soon(loop.claim(wide, 1_000, POLL));
      assertThat(items).as("after %d", got).isNotEmpty();
      got += items.size();
    }
    assertThat(got).isEqualTo(dags);
  }

  private void beat(String name) {
    engine.store.transact(
        tx -> {
          tx.members().beat(new Identity(name, Role.WORKER, "host", 1, 4, List.of("default")));
          return true;
        });
  }

  private List<String> members() {
    return engine.store.transact(tx -> tx.members().seenWithin(Duration.ofHours(2))).stream()
        .map(Member::name)
        .toList();
  }

  @Test
  void pollsThatFoundNothingAreAnsweredWhenSomethingBecomesReady() throws Exception {
    // The first finds its queue empty; the second comes to a queue that is known to be.
    CompletableFuture<List<WorkItem>> first = poll(WORKER);
    CompletableFuture<List<WorkItem>> other = poll(OTHER);
    CompletableFuture<List<WorkItem>> second = poll(WORKER);
    trigger();
    CompletableFuture.anyOf(first, second).get(20, TimeUnit.SECONDS);
    assertThat(first.isDone() && second.isDone()).as("one item for one of them").isFalse();
    assertThat(other).as("another queue").isNotDone();
  }

  @Test
  void aPollThatOutlivesItsWorkersGoodbyeTakesNothing() throws Exception {
    CompletableFuture<List<WorkItem>> waiting = poll(WORKER);
    CompletableFuture<List<WorkItem>> other = poll(ANOTHER);
    api.goodbye(WORKER);
    assertThat(soon(waiting)).isEmpty();
    assertThat(soon(poll(WORKER))).as("overtaken by the goodbye on its way").isEmpty();
    trigger();
    assertThat(Engine.names(soon(other))).containsExactly("a");
    api.register(WORKER);
    assertThat(poll(WORKER)).as("it came back").isNotDone();
  }

  @Test
  void whatFindsNobodyAnyMoreIsHandedToAnotherInTheSameTry() throws Exception {
    CompletableFuture<List<WorkItem>> left = poll(WORKER);
    trigger();
    WorkItem lost = soon(left).get(0);
    CompletableFuture<List<WorkItem>> other = poll(ANOTHER);
    api.handBack(List.of(lost));
    WorkItem again = soon(other).get(0);
    assertThat(again.task().tryNumber()).isEqualTo(1);
    assertThat(again.token().epoch()).isNotEqualTo(lost.token().epoch());
    assertThat(api.start(List.of(lost.token()), new StartReport("w", "host", 1)))
        .as("the first claim")
        .containsExactly(lost.token());
  }

  @Test
  void whatHasStartedMeanwhileIsNotHandedBack() throws Exception {
    trigger();
    WorkItem a = started(poll(WORKER));
    api.handBack(List.of(a));
    assertThat(soon(loop.finish(a.token(), report(End.SUCCESS)))).isEqualTo(Answer.OK);
  }

  @Test
  void thePollThatWaitsGetsWhatAnEndMakesReady() throws Exception {
    trigger();
    WorkItem a = started(poll(WORKER));
    CompletableFuture<List<WorkItem>> waiting = poll(WORKER);
    assertThat(soon(loop.finish(a.token(), report(End.SUCCESS)))).isEqualTo(Answer.OK);
    assertThat(Engine.names(soon(waiting))).containsExactly("b");
  }

  @Test
  void aPollAfterTheEndGetsWhatWasLeftForWantOfOne() throws Exception {
    trigger();
    WorkItem a = started(poll(WORKER));
    soon(loop.finish(a.token(), report(End.SUCCESS)));
    assertThat(Engine.names(soon(poll(WORKER)))).containsExactly("b");
  }

  @Test
  void aRetryIsGivenToTheAlarmClock() throws Exception {
    trigger();
    WorkItem a = started(poll(WORKER));
    alarms.clear();
    soon(loop.finish(a.token(), report(End.FAILED)));
    Duration first = alarms.poll(20, TimeUnit.SECONDS);
    assertThat(first).isNotNull().isLessThanOrEqualTo(Duration.ofMinutes(5));
  }
}
