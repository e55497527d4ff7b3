package io.orchestrator.dag;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagProblem;
import io.orchestrator.model.RunRetention;
import io.orchestrator.model.TaskModel;
import io.orchestrator.operator.Arg;
import io.orchestrator.operator.TaskBody;
import io.orchestrator.timetable.InvalidScheduleException;
import io.orchestrator.timetable.IsoMoments;
import io.orchestrator.timetable.Schedule;
import io.orchestrator.timetable.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says what a DAG is: its settings and its tasks. */
public final class DagBuilder extends TaskScope {
  private static final int DEFAULT_ACTIVE = 16;
  private final DagDraft draft;
  private final TaskDefaults defaults = new TaskDefaults();
  private ScheduleSpec schedule = Schedule.manual().spec();
  private @Nullable Instant start;
  private @Nullable Instant end;
  private boolean catchup;
  private int maxActiveRuns = DEFAULT_ACTIVE;
  private int maxActiveTasks = DEFAULT_ACTIVE;
  private @Nullable Duration runTimeout;
  private List<String> tags = List.of();
  private String owner = "";
  private String description = "";
  private String doc = "";
  private @Nullable Boolean pausedAtCreation;
  private @Nullable RunRetention retention;
  private ParamsSpec params = ParamsSpec.NONE;

  DagBuilder(DagDraft draft) {
    this.draft = draft;
  }

  /** When runs arise; without it only by hand. */
  public DagBuilder schedule(Schedule schedule) {
    try {
      this.schedule = schedule.spec();
    } catch (InvalidScheduleException e) {
      draft.reportSchedule(e, CallSite.of(e));
    }
    return this;
  }

  /** By cron in UTC: five fields, or a preset such as {@code @daily}. */
  public DagBuilder schedule(String cron) {
    return schedule(Schedule.cron(cron));
  }

  /** First moment runs may be for, inclusive. */
  public DagBuilder start(Instant start) {
    this.start = start;
    return this;
  }

  /** As {@link #start(Instant)}, from {@code 2010-01-01} (midnight UTC) or a full timestamp. */
  public DagBuilder start(String start) {
    this.start = moment("start", start);
    return this;
  }

  /** Last moment runs may be for, inclusive. */
  public DagBuilder end(Instant end) {
    this.end = end;
    return this;
  }

  /** As {@link #end(Instant)}, from {@code 2010-03-31} (midnight UTC) or a full timestamp. */
  public DagBuilder end(String end) {
    this.end = moment("end", end);
    return this;
  }

  /** Whether all missed intervals get a run. Off unless said. */
  public DagBuilder catchup(boolean catchup) {
    this.catchup = catchup;
    return this;
  }

  /** Most running runs at once; 16 unless said. */
  public DagBuilder maxActiveRuns(int most) {
    this.maxActiveRuns = most;
    return this;
  }

  /** Most queued and running tasks within one run; 16 unless said. */
  public DagBuilder maxActiveTasks(int most) {
    this.maxActiveTasks = most;
    return this;
  }

  /** A run that takes longer fails. */
  public DagBuilder runTimeout(Duration timeout) {
    this.runTimeout = timeout;
    return this;
  }

  /**
   * Of runs that have ended, so many are kept, those that ended last. With it or {@link
   * #keepRunsFor}, the installation's settings do not count for this DAG.
   */
  public DagBuilder keepRuns(int most) {
    Duration maxAge = retention == null ? null : retention.maxAge();
    this.retention = new RunRetention(maxAge, most);
    return this;
  }

  /** A run is kept for so long after it has ended; see {@link #keepRuns}. */
  public DagBuilder keepRunsFor(Duration age) {
    Integer maxRuns = retention == null ? null : retention.maxRuns();
    this.retention = new RunRetention(age, maxRuns);
    return this;
  }

  /** No run is ever deleted, whatever the installation's settings say. */
  public DagBuilder keepAllRuns() {
    this.retention = RunRetention.FOR_EVER;
    return this;
  }

  public DagBuilder tags(String... tags) {
    this.tags = List.of(tags);
    return this;
  }

  public DagBuilder owner(String owner) {
    this.owner = owner;
    return this;
  }

  /** One line for lists. */
  public DagBuilder description(String description) {
    this.description = description;
    return this;
  }

  /** Markdown for the DAG's page. */
  public DagBuilder doc(String markdown) {
    this.doc = markdown;
    return this;
  }

  /** Whether the DAG starts paused when it is first seen; unset, the installation decides. */
  public DagBuilder pausedAtCreation(boolean paused) {
    this.pausedAtCreation = paused;
    return this;
  }

  /** Settings for the tasks that do not set their own, wherever they are declared. */
  public DagBuilder defaults(Consumer<TaskDefaults> settings) {
    settings.accept(defaults);
    return this;
  }

  /** Params with their default values; a run's conf may replace them, field by field. */
  public <P extends Record> Arg<P> params(P defaultValues) {
    this.params = ParamsSpec.of(defaultValues);
    return new ParamsArg<>(defaultValues);
  }

  /** Problems that no further line of an unfinished definition could have corrected. */
  List<DagProblem> problemsSoFar() {
    draft.close();
    return DagValidator.problemsSoFar(draft, model(tasks(new LinkedHashMap<>())));
  }

  Dag finish() {
    draft.close();
    Map<String, TaskBody> bodies = new LinkedHashMap<>();
    DagModel model = model(tasks(bodies));
    List<DagProblem> problems = DagValidator.problems(draft, model);
    if (!problems.isEmpty()) {
      throw new InvalidDagException(draft.dagId(), problems);
    }
    return new Dag(model, bodies);
  }

  /** The tasks, and their code by id; of two with the same id the first. */
  private List<TaskModel> tasks(Map<String, TaskBody> bodies) {
    List<TaskModel> tasks = new ArrayList<>();
    for (TaskHandle<?, ?> task : draft.tasks()) {
      if (bodies.putIfAbsent(task.taskId(), task.draft().work().body()) == null) {
        tasks.add(task.draft().model(task, defaults));
      }
    }
    return tasks;
  }

  private DagModel model(List<TaskModel> tasks) {
    return new DagModel(
        draft.dagId(),
        description,
        doc,
        owner,
        tags,
        schedule,
        start,
        end,
        catchup,
        Math.min(maxActiveRuns, schedule.toTimetable().activeRunsLimit().orElse(maxActiveRuns)),
        maxActiveTasks,
        runTimeout,
        params.defaults(),
        params.schema(),
        pausedAtCreation,
        retention,
        tasks,
        draft.location());
  }

  private @Nullable Instant moment(String what, String text) {
    Optional<Instant> moment = IsoMoments.read(text, ZoneOffset.UTC);
    if (moment.isEmpty()) {
      draft.report(
          new DagProblem(
              "DAG005",
              CallSite.here(),
              what + " \"" + text + "\" is not a date",
              List.of(),
              "write 2010-01-31 for midnight UTC, or 2010-01-31T06:00:00+01:00"));
    }
    return moment.orElse(null);
  }

  @Override
  DagDraft draft() {
    return draft;
  }

  @Override
  String groupId() {
    return "";
  }
}
