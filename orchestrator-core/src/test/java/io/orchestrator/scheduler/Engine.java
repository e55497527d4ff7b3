package io.orchestrator.scheduler;

import io.orchestrator.administration.Pool;
import io.orchestrator.dag.Dag;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.StartReport;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.WaitReason;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreFixture;
import io.orchestrator.store.memory.InMemoryStore;
import io.orchestrator.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A scheduler driven by hand on a store in memory, and workers that do as they are told. */
final class Engine {
  static final Duration LEASE = Duration.ofSeconds(30);
  final SettableClock clock;
  final InMemoryStore memory;
  final Store store;
  final Scheduler scheduler;
  final ManualScheduler hand;
  final ExecutionService api;
  final Orders orders;

  Engine(String now) {
    this(now, store -> store);
  }

  Engine(String now, UnaryOperator<Store> around) {
    clock = new SettableClock(Instant.parse(now));
    memory = new InMemoryStore(clock);
    store = around.apply(memory);
    AtomicLong epochs = new AtomicLong();
    scheduler = new Scheduler(store, clock, () -> new UUID(epochs.incrementAndGet(), 0), LEASE);
    hand = new ManualScheduler(scheduler);
    api = new ExecutionService(store, hand, memory.administration(), LEASE);
    orders = new Orders(store, hand);
  }

  /** Stores the DAG and lets its schedule begin. */
  Engine deploy(Dag dag) {
    memory.transact(tx -> tx.dags().register(StoreFixture.loaded(dag), true));
    orders.setPaused(dag.model().dagId(), false, "test");
    return this;
  }

  Engine pool(String name, int slots) {
    memory.administration().pools().save(new Pool(name, slots, null, false), "admin");
    return this;
  }

  Engine at(String now) {
    clock.set(Instant.parse(now));
    hand.settle();
    return this;
  }

  Engine after(Duration time) {
    clock.advance(time);
    hand.settle();
    return this;
  }

  DagRun trigger(String dagId, String logicalDate) {
    Instant date = Instant.parse(logicalDate);
    Optional<Instant> at = Optional.of(date);
    TriggerResult result =
        orders.trigger(
            TriggerRequest.now(dagId, "rest_api", "anna")
                .on(new TriggerRequest.Dates(at, Optional.empty(), at)));
    hand.settle();
    return ((TriggerResult.Created) result).run();
  }

  /** Logical dates of all runs with their states, oldest first. */
  List<String> runs(String dagId) {
    List<DagRun> all = memory.transact(tx -> tx.runs().list(dagId, List.of(), 1_000));
    return all.stream()
        .sorted(java.util.Comparator.comparing(DagRun::runAfter))
        .map(run -> run.logicalDate() + " " + run.state().wireName())
        .toList();
  }

  DagRun run(String dagId) {
    List<DagRun> all = memory.transact(tx -> tx.runs().list(dagId, List.of(), 1));
    return all.get(0);
  }

  /** States of all tasks of the newest run. */
  Map<String, String> states(String dagId) {
    return states(run(dagId));
  }

  Map<String, String> states(DagRun run) {
    Map<String, String> states = new LinkedHashMap<>();
    memory
        .transact(tx -> tx.tasks().ofRun(run.id()))
        .forEach(t -> states.put(t.taskId(), t.state().wireName()));
    return states;
  }

  TaskInstance task(DagRun run, String taskId) {
    return memory.transact(tx -> tx.tasks().find(run.id(), taskId, -1)).orElseThrow();
  }

  /** Why a task of the newest run waits. */
  WaitReason why(String dagId, String taskId) {
    DagRun run = run(dagId);
    return new Explainer(memory)
        .explain(dagId, run.runId())
        .map(explained -> explained.tasks().get(task(run, taskId).id()))
        .orElseThrow();
  }

  /** Takes work for a worker and starts it. */
  List<WorkItem> start(String worker, int slots) {
    List<WorkItem> items = claim(worker, slots);
    items.forEach(item -> begin(worker, item));
    return items;
  }

  List<WorkItem> claim(String worker, int slots) {
    WorkerInfo info = new WorkerInfo(worker, "host", 1, slots, List.of("default"));
    api.register(info);
    return api.claim(info, slots, 0);
  }

  Answer begin(String worker, WorkItem item) {
    StartReport report = new StartReport(worker, "host", 7);
    return api.start(List.of(item.token()), report).isEmpty() ? Answer.OK : Answer.GONE;
  }

  Answer finish(WorkItem item, FinishReport.End end) {
    Answer answer =
        api.finish(
            item.token(),
            new FinishReport(
                end, end == FinishReport.End.SUCCESS ? "" : "it broke", Map.of(), null, null));
    hand.settle();
    return answer;
  }

  Answer succeed(WorkItem item) {
    return finish(item, FinishReport.End.SUCCESS);
  }

  Answer fail(WorkItem item) {
    return finish(item, FinishReport.End.FAILED);
  }

  /** Runs everything that is ready, again and again; the named tasks fail. */
  void drain(String... failing) {
    List<String> bad = List.of(failing);
    for (List<WorkItem> items = start("w", 100); !items.isEmpty(); items = start("w", 100)) {
      items.forEach(
          i ->
              finish(
                  i,
                  bad.contains(i.task().taskId())
                      ? FinishReport.End.FAILED
                      : FinishReport.End.SUCCESS));
    }
  }

  static Collection<String> names(List<WorkItem> items) {
    Collection<String> names = new TreeSet<>();
    items.forEach(item -> names.add(item.task().taskId()));
    return names;
  }
}
