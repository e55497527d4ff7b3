package io.orchestrator.scheduler;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.ExecutionApi.StartReport;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.ClearPlan.Only;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One seeded world: two schedulers, three workers that poll and two with streams, six runs of a
 * diamond in a pool of two.
 */
final class Simulation {
  static final int POOL = 2;
  static final int RETRIES = 3;
  private final Random chance;

  /** Apart, since who decides twice takes more of them. */
  private final Random epochs;

  private final Engine engine;
  private final List<ManualScheduler> schedulers = new ArrayList<>();
  private final List<ExecutionService> apis = new ArrayList<>();
  private final List<WorkItem> claimed = new ArrayList<>();
  private final List<WorkItem> running = new ArrayList<>();
  private final List<WorkItem> forgotten = new ArrayList<>();
  private final StreamCrowd streamed;
  private boolean faulty;
  private boolean people;

  Simulation(long seed) {
    this(seed, true, seed % 2 == 0);
  }

  /**
   * A world.
   *
   * @param remembering whether schedulers decide on what they remember, or ask the store each time
   * @param knowing whether each knows that it is not alone: others find out when they write
   */
  Simulation(long seed, boolean remembering, boolean knowing) {
    chance = new Random(seed);
    epochs = new Random(seed);
    AtomicReference<FlawedStore> store = new AtomicReference<>();
    engine =
        new Engine(
            "2026-01-10T00:00:00Z",
            memory -> {
              store.set(new FlawedStore(memory));
              return store.get();
            });
    engine.pool("pool", POOL).deploy(dag());
    for (int day = 1; day <= 6; day++) {
      engine.trigger("diamond", "2026-01-0" + day + "T00:00:00Z");
    }
    FlawedStore flawed = Objects.requireNonNull(store.get());
    flawed.loseAnswers(() -> faulty && chance.nextInt(12) == 0);
    flawed.refuse(() -> faulty && chance.nextInt(20) == 0);
    flawed.crowd(() -> !remembering || (faulty && chance.nextInt(6) == 0));
    for (int node = 0; node < 2; node++) {
      ManualScheduler hand =
          node(new Scheduler(engine.store, engine.clock, this::epoch, Engine.LEASE), knowing);
      schedulers.add(hand);
      apis.add(
          new ExecutionService(engine.store, hand, engine.memory.administration(), Engine.LEASE));
    }
    List<ConnectedWorkers> doors = new ArrayList<>();
    for (int node = 0; node < 2; node++) {
      doors.add(new ConnectedWorkers(engine.store, schedulers.get(node), apis.get(node)));
    }
    streamed = new StreamCrowd(chance, engine, doors);
  }

  private static ManualScheduler node(Scheduler scheduler, boolean knowing) {
    return knowing ? ManualScheduler.amongOthers(scheduler) : new ManualScheduler(scheduler);
  }

  private UUID epoch() {
    return new UUID(epochs.nextLong(), epochs.nextLong());
  }

  private static Dag dag() {
    return Dag.define(
        "diamond",
        d -> {
          d.defaults(t -> t.retries(RETRIES).retryDelay(Duration.ofSeconds(20)));
          var a = d.action("a", c -> {}).pool("pool");
          var b = d.action("b", c -> {}).pool("pool");
          var c = d.action("c", x -> {}).pool("pool");
          a.then(b, c).then(d.action("e", x -> {}).pool("pool"));
        });
  }

  void faults(int steps) {
    faulty = true;
    for (int step = 0; step < steps; step++) {
      tried(this::something);
    }
    faulty = false;
  }

  /** Workers die and people give orders, but the store does what it is told. */
  void orders(int steps) {
    people = true;
    for (int step = 0; step < steps; step++) {
      something();
    }
  }

  /** The same, while people clear and mark as they like. */
  void faultsAndOrders(int steps) {
    people = true;
    faults(steps);
  }

  /** Without faults every run ends. */
  void calm() {
    claimed.clear();
    running.clear();
    for (int turn = 0; turn < 200 && !over(); turn++) {
      engine.clock.advance(Duration.ofSeconds(60));
      schedulers.get(turn % 2).settle();
      claim();
      new ArrayList<>(claimed).forEach(this::start);
      new ArrayList<>(running).forEach(item -> finish(item, FinishReport.End.SUCCESS));
      streamed.calm();
    }
  }

  private boolean over() {
    List<DagRun> all = engine.memory.transact(tx -> tx.runs().list("diamond", List.of(), 100));
    return all.stream().allMatch(run -> run.state().finished());
  }

  /** A failed call tells nothing: the caller forgets it, as a process that dies would. */
  private static void tried(Runnable step) {
    try {
      step.run();
    } catch (StoreUnavailableException | CompletionException e) {
      // Unknown: what became of it is read from the store, by whoever looks next.
    }
  }

  private void something() {
    if (people && chance.nextInt(12) == 0) {
      order();
      return;
    }
    switch (chance.nextInt(16)) {
      case 0, 1 -> schedulers.get(chance.nextInt(2)).tick();
      case 2, 3 -> claim();
      case 4, 5 -> one(claimed).forEach(this::start);
      case 6, 7 ->
          one(running)
              .forEach(
                  item ->
                      finish(
                          item,
                          chance.nextInt(4) == 0
                              ? FinishReport.End.FAILED
                              : FinishReport.End.SUCCESS));
      case 8 -> engine.clock.advance(Duration.ofMillis(chance.nextInt(15_000)));
      case 9 -> disaster();
      default -> streamed.something();
    }
  }

  private void order() {
    List<DagRun> all = engine.memory.transact(tx -> tx.runs().list("diamond", List.of(), 100));
    String run = all.get(chance.nextInt(all.size())).runId();
    String task = List.of("a", "b", "c", "e").get(chance.nextInt(4));
    boolean some = chance.nextBoolean();
    List<RunState> marks = List.of(RunState.SUCCESS, RunState.FAILED, RunState.QUEUED);
    switch (chance.nextInt(4)) {
      case 0 -> engine.orders.clear("diamond", run, Selection.ALL, "anna");
      case 1 ->
          engine.orders.clear(
              "diamond", run, new Selection(List.of(task), false, some, Only.ANY), "anna");
      case 2 ->
          engine.orders.mark(
              "diamond",
              run,
              Selection.of(task),
              some ? TaskState.SUCCESS : TaskState.FAILED,
              "anna");
      default ->
          engine.orders.markRun("diamond", run, marks.get(chance.nextInt(marks.size())), "anna");
    }
  }

  private void disaster() {
    if (chance.nextBoolean()) {
      forgotten.addAll(claimed);
      forgotten.addAll(running);
      claimed.clear();
      running.clear();
    } else {
      one(forgotten).forEach(item -> finish(item, FinishReport.End.SUCCESS));
    }
  }

  private List<WorkItem> one(List<WorkItem> items) {
    return items.isEmpty() ? List.of() : List.of(items.get(chance.nextInt(items.size())));
  }

  private ExecutionService api() {
    return apis.get(chance.nextInt(2));
  }

  private void claim() {
    WorkerInfo worker = new WorkerInfo("w" + chance.nextInt(3), "host", 1, 2, List.of("default"));
    claimed.addAll(api().claim(worker, 2, 0));
  }

  private void start(WorkItem item) {
    if (api().start(List.of(item.token()), new StartReport("w", "host", 7)).isEmpty()) {
      running.add(item);
    }
    claimed.remove(item);
  }

  private void finish(WorkItem item, FinishReport.End end) {
    api().finish(item.token(), new FinishReport(end, "", Map.of(), null, null));
    running.remove(item);
    forgotten.add(item);
  }

  private List<AuditRow> audit() {
    List<AuditRow> rows =
        new ArrayList<>(engine.memory.transact(tx -> tx.audit().latest(Integer.MAX_VALUE)));
    Collections.reverse(rows);
    return rows;
  }

  List<String> history() {
    return audit().stream().map(r -> r.at() + " " + r.event() + " " + r.subject()).toList();
  }

  List<String> violations() {
    return violations(POOL);
  }

  private List<String> unfinishedInFinished() {
    List<DagRun> all = engine.memory.transact(tx -> tx.runs().list("diamond", List.of(), 100));
    return all.stream()
        .filter(run -> run.state().finished())
        .filter(run -> !ended(run))
        .map(run -> "a finished run has unfinished tasks: " + engine.states(run))
        .toList();
  }

  private boolean ended(DagRun run) {
    return engine.states(run).values().stream()
        .allMatch(state -> TaskState.ofWireName(state).finished());
  }

  List<String> violations(int pool) {
    // Each clear gives all tries again.
    List<String> found = new AuditJudge(pool, people ? 1_000 : RETRIES).judge(audit());
    found.addAll(unfinishedInFinished());
    found.addAll(streamed.violations());
    if (!over()) {
      found.add("a run has not ended: " + engine.runs("diamond"));
    }
    return found;
  }
}
