package io.orchestrator.testing;

import io.orchestrator.administration.Pool;
import io.orchestrator.administration.Variable;
import io.orchestrator.connection.Connection;
import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagDefinition;
import io.orchestrator.dag.TaskHandle;
import io.orchestrator.model.DagModel;
import io.orchestrator.model.TaskKind;
import io.orchestrator.model.TaskModel;
import io.orchestrator.operator.ProcessLauncher;
import io.orchestrator.operator.TaskBody;
import io.orchestrator.operator.TaskSkippedException;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunSlot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a DAG in memory: the real scheduler and the real task runner, no database, no network, and a
 * clock that jumps over retry delays, pokes and pauses.
 *
 * <pre>{@code
 * DagTestRun run = DagTester.of(new EventsDag()).logicalDate("2010-01-04")
 *     .stub("find_file", c -> Optional.of("part-1.csv"))
 *     .failOnce("update_partition", new IOException("reset"))
 *     .run();
 * assertThat(run).succeeded().task("update_partition").hadTries(2);
 * }</pre>
 *
 * <p>Tasks run one after the other, in the order in which workers would be given them, or with
 * {@link #seed} in a shuffled one that is the same for the same seed.
 */
public final class DagTester {
  private final Dag dag;
  private final Map<String, TaskBody> bodies = new HashMap<>();
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final List<Connection> connections = new ArrayList<>();
  private final List<Pool> pools = new ArrayList<>();
  private Map<String, Object> conf = Map.of();
  private @Nullable Instant logicalDate;
  private @Nullable Long seed;
  private Consumer<String> listener = line -> {};
  private @Nullable ProcessLauncher processes;

  /** What the world of a test is made from. */
  record Settings(
      List<Variable> variables,
      List<Connection> connections,
      List<Pool> pools,
      Optional<Long> seed,
      Consumer<String> listener,
      Optional<ProcessLauncher> processes) {}

  private DagTester(Dag dag) {
    this.dag = dag;
  }

  public static DagTester of(DagDefinition definition) {
    return of(definition.define());
  }

  public static DagTester of(Dag dag) {
    return new DagTester(dag);
  }

  /**
   * What the run is for. By default the DAG's start date, else 2026-01-01.
   *
   * @param date a date (its midnight in UTC) or an instant, as ISO text
   */
  public DagTester logicalDate(String date) {
    return logicalDate(TestDates.parse(date));
  }

  public DagTester logicalDate(Instant date) {
    this.logicalDate = date;
    return this;
  }

  /** The conf of the trigger, merged over the DAG's params. */
  public DagTester conf(Map<String, Object> values) {
    this.conf = values;
    return this;
  }

  public DagTester variable(String key, String value) {
    variables.put(key, new Variable(key, value, null));
    return this;
  }

  public DagTester connection(Connection connection) {
    connections.add(connection);
    return this;
  }

  /**
   * A pool, beside the default one.
   *
   * @param slots −1 for unlimited
   */
  public DagTester pool(String name, int slots) {
    pools.add(new Pool(name, slots, null, false));
    return this;
  }

  /** Lets a task answer the value instead of running its code; for a branch, what it chooses. */
  public DagTester stub(String taskId, @Nullable Object value) {
    return stub(taskId, context -> value);
  }

  /** Lets other code run in place of the task's. */
  public DagTester stub(String taskId, Stub stub) {
    return replace(taskId, body -> StubBody.of(task(taskId), body, stub));
  }

  /** As {@link #stub(String, Stub)}, by the handle of the task. */
  public DagTester stub(TaskHandle<?, ?> task, Stub stub) {
    return stub(task.taskId(), stub);
  }

  /** Lets the first try of the task fail in every run. */
  public DagTester failOnce(String taskId, Exception failure) {
    return fail(taskId, 1, failure);
  }

  /** Lets the first tries of the task fail in every run. */
  public DagTester fail(String taskId, int times, Exception failure) {
    return replace(taskId, body -> FailingBody.of(body, times, failure));
  }

  /** Lets the task end as skipped. */
  public DagTester skip(String taskId) {
    return stub(
        taskId,
        context -> {
          throw new TaskSkippedException("skipped by the test");
        });
  }

  /** Shuffles the order of tasks that are ready at the same time. */
  public DagTester seed(long number) {
    this.seed = number;
    return this;
  }

  /** Receives every log line as it is written. */
  public DagTester logTo(Consumer<String> sink) {
    this.listener = sink;
    return this;
  }

  /** Starts programs in another way than a worker does. */
  public DagTester processes(ProcessLauncher launcher) {
    this.processes = launcher;
    return this;
  }

  /**
   * Runs the DAG once, triggered for its logical date with the data interval that its schedule has
   * for that date.
   *
   * @throws StuckRunException when it waits for something that cannot happen
   */
  public DagTestRun run() {
    return run(logicalDate == null ? defaultDate() : logicalDate);
  }

  /** Runs the DAG once for each date, each in a world of its own. */
  public List<DagTestRun> matrix(String... dates) {
    return Stream.of(dates).map(TestDates::parse).map(this::run).toList();
  }

  /**
   * Lets the schedule catch up: all its runs between the dates in one world, with the DAG's own
   * limits and {@code depends_on_past} between them.
   *
   * @param from first logical date, inclusive
   * @param to last logical date, inclusive
   * @throws IllegalArgumentException when the schedule has no run there
   */
  public DagTestRuns runs(String from, String to) {
    Instant first = TestDates.parse(from);
    Instant last = TestDates.parse(to);
    DagModel model = TestDates.between(dag.model(), first, last);
    Instant end = TestDates.afterLast(model);
    World world = world(end);
    world.register(model);
    world.settle();
    return DagTestRuns.of(world);
  }

  private DagTestRun run(Instant date) {
    Optional<RunSlot> slot = TestDates.slot(dag.model(), date);
    Instant start = slot.map(RunSlot::runAfter).filter(at -> at.isAfter(date)).orElse(date);
    DataInterval interval =
        slot.map(RunSlot::interval)
            .orElseGet(() -> dag.model().schedule().toTimetable().inferManual(date));
    World world = world(start);
    world.register(TestDates.unscheduled(dag.model()));
    String runId = TestTriggers.trigger(world, date, interval, conf);
    world.settle();
    return DagTestRuns.of(world).run(runId);
  }

  private World world(Instant start) {
    return new World(
        dag.withBodies(bodies),
        new Settings(
            List.copyOf(variables.values()),
            List.copyOf(connections),
            List.copyOf(pools),
            Optional.ofNullable(seed),
            listener,
            Optional.ofNullable(processes)),
        start);
  }

  private Instant defaultDate() {
    Instant start = dag.model().startDate();
    return start == null ? TestDates.DEFAULT : start;
  }

  private TaskModel task(String taskId) {
    return dag.model()
        .task(taskId)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "DAG %s has no task %s. It has %s."
                        .formatted(
                            dag.model().dagId(),
                            taskId,
                            String.join(
                                ", ",
                                dag.model().tasks().stream().map(TaskModel::taskId).toList()))));
  }

  private DagTester replace(String taskId, UnaryOperator<TaskBody> change) {
    if (task(taskId).kind() == TaskKind.EMPTY) {
      throw new IllegalArgumentException(
          "Task %s of DAG %s is empty: it has no code to stand in for."
              .formatted(taskId, dag.model().dagId()));
    }
    bodies.compute(taskId, (id, known) -> change.apply(known == null ? dag.body(taskId) : known));
    return this;
  }
}
