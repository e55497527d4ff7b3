package io.orchestrator.testing;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.ExecutionApi;
import io.orchestrator.execution.ExecutionApi.StartReport;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.model.CodeKind;
import io.orchestrator.model.DagModel;
import io.orchestrator.operator.ProcessLauncher;
import io.orchestrator.scheduler.ExecutionService;
import io.orchestrator.scheduler.ManualScheduler;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.Scheduler;
import io.orchestrator.store.Administration;
import io.orchestrator.store.DagStore.LoadedDag;
import io.orchestrator.store.memory.InMemoryStore;
import io.orchestrator.task.TaskRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A scheduler, a store and one worker in memory, on a clock that jumps to what comes next. */
final class World {
  static final String WORKER = "dag-tester";
  private static final int SLOTS = 32;
  private static final Duration LEASE = Duration.ofDays(3650);
  private final SettableClock clock;
  private final InMemoryStore store;
  private final ManualScheduler scheduler;
  private final ExecutionService api;
  private final Orders orders;
  private final Dag dag;
  private final Optional<ProcessLauncher> launcher;
  private final TestProcesses processes;
  private final Consumer<String> listener;
  private final Optional<Shuffle> shuffle;
  private final WorkerInfo worker;
  private final List<Execution> executions = new ArrayList<>();

  /** One call of a task's body, in the order of the calls. */
  record Execution(
      String runId, String taskId, int mapIndex, int tryNumber, Instant at, List<String> log) {}

  World(Dag dag, DagTester.Settings settings, Instant start) {
    this.dag = dag;
    this.clock = new SettableClock(start);
    // A real service remembers queries: one of the next test must not be taken for one of this.
    this.store = new InMemoryStore(clock, ThreadLocalRandom.current().nextLong());
    AtomicLong claims = new AtomicLong();
    Supplier<UUID> epochs = () -> new UUID(claims.incrementAndGet(), 0);
    this.scheduler = new ManualScheduler(new Scheduler(store, clock, epochs, LEASE));
    Administration managed = store.administration();
    this.api = new ExecutionService(store, scheduler, managed, LEASE);
    this.orders = new Orders(store, scheduler);
    this.launcher = settings.processes();
    this.processes = new TestProcesses(clock);
    this.listener = settings.listener();
    this.shuffle = settings.seed().map(Shuffle::new);
    this.worker =
        new WorkerInfo(
            WORKER,
            "localhost",
            1,
            SLOTS,
            dag.model().tasks().stream().map(task -> task.queue()).distinct().toList());
    settings.variables().forEach(variable -> managed.variables().save(variable, WORKER));
    settings.connections().forEach(connection -> managed.connections().save(connection, WORKER));
    settings.pools().forEach(pool -> managed.pools().save(pool, WORKER));
    api.register(worker);
  }

  /** Stores the DAG with the model given, which may differ in its dates. */
  void register(DagModel model) {
    store.transact(
        tx ->
            tx.dags()
                .register(
                    new LoadedDag(
                        model,
                        dag.structureHash(),
                        "test",
                        model.location().file(),
                        CodeKind.JAVA_SOURCE,
                        dag.structureHash(),
                        ""),
                    false));
    orders.setPaused(model.dagId(), false, WORKER);
  }

  /** Lets everything happen that can, until all runs are over. */
  void settle() {
    try {
      run();
    } finally {
      processes.close();
    }
  }

  private void run() {
    scheduler.settle();
    while (!over()) {
      List<WorkItem> items = inOrder(api.claim(worker, SLOTS, 0));
      if (!items.isEmpty()) {
        items.forEach(this::execute);
      } else {
        scheduler.settle();
        items = inOrder(api.claim(worker, SLOTS, 0));
        items.forEach(this::execute);
        if (items.isEmpty() && !over()) {
          jump();
        }
      }
    }
  }

  private boolean over() {
    return store.transact(
        tx ->
            tx.runs().running(dag.model().dagId()).isEmpty()
                && tx.runs().countActive(dag.model().dagId()) == 0
                && tx.dags().due(tx.now(), 1).isEmpty());
  }

  private List<WorkItem> inOrder(List<WorkItem> items) {
    List<WorkItem> ordered = new ArrayList<>(items);
    shuffle.ifPresent(order -> order.shuffle(ordered));
    return ordered;
  }

  private void execute(WorkItem item) {
    StartReport start = new StartReport(WORKER, "localhost", 1);
    if (!api.start(List.of(item.token()), start).isEmpty()) {
      return;
    }
    RecordedLog log = new RecordedLog(clock, listener);
    Instant at = clock.instant();
    TestPorts ports = new TestPorts(this, item, log);
    TaskRunner runner = new TaskRunner(dag, item, ports);
    ports.runBy(runner);
    try {
      api.finish(item.token(), runner.run());
    } catch (AttemptGoneException e) {
      // Ended by an order given in the test: what it did does not count.
      listener.accept(e.getMessage());
    }
    executions.add(
        new Execution(
            item.task().runId(),
            item.task().taskId(),
            item.task().mapIndex(),
            item.task().tryNumber(),
            at,
            log.lines()));
  }

  /** To the next retry, poke or run; an error that says what waits when there is none. */
  private void jump() {
    Instant now = store.now();
    Instant next =
        store
            .transact(
                tx ->
                    Stream.of(tx.tasks().nextTimer(), tx.dags().nextAlarm(), timeOut(tx.runs()))
                        .flatMap(Optional::stream)
                        .filter(at -> at.isAfter(now))
                        .min(Instant::compareTo))
            .orElseThrow(() -> new StuckRunException(DagTestRuns.of(this)));
    clock.advanceTo(next);
    scheduler.settle();
  }

  /** When a running run exceeds its time: just after its limit. */
  private Optional<Instant> timeOut(io.orchestrator.store.RunStore runs) {
    Duration limit = dag.model().runTimeout();
    return limit == null
        ? Optional.empty()
        : runs.running(dag.model().dagId()).stream()
            .flatMap(run -> Stream.ofNullable(run.startDate()))
            .map(start -> start.plus(limit).plusMillis(1))
            .min(Instant::compareTo);
  }

  SettableClock clock() {
    return clock;
  }

  InMemoryStore store() {
    return store;
  }

  Orders orders() {
    return orders;
  }

  ExecutionApi api() {
    return api;
  }

  Dag dag() {
    return dag;
  }

  /** What starts the programs of an attempt. */
  ProcessLauncher launcher(WorkItem item) {
    return launcher.orElseGet(
        () ->
            processes.launcher(
                item.task().taskId() + "/" + item.task().tryNumber() + "/" + item.task().runId()));
  }

  Collection<Execution> executions() {
    return Collections.unmodifiableList(executions);
  }
}
