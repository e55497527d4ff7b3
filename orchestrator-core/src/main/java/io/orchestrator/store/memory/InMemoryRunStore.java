package io.orchestrator.store.memory;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.TaskModel;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunSnapshot.PreviousRun;
import io.orchestrator.run.RunSpec;
import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.RunType;
import io.orchestrator.run.StartSnapshot;
import io.orchestrator.run.StartSnapshot.DagUse;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.UndoPlan;
import io.orchestrator.store.Glance;
import io.orchestrator.store.RunStore;
import io.orchestrator.store.memory.Tables.DateKey;
import io.orchestrator.store.memory.Tables.RunKey;
import io.orchestrator.store.memory.Tables.VersionEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** DAG runs. */
record InMemoryRunStore(Tables rows, InMemoryTaskStore tasks, InMemoryAuditStore audit, Instant now)
    implements RunStore {
  private static final Comparator<DagRun> BY_DATE =
      Comparator.comparing(run -> Objects.requireNonNull(run.logicalDate()));
  private static final Comparator<DagRun> OLDEST_FIRST =
      Comparator.comparing(DagRun::runAfter).thenComparing(DagRun::id);

  @Override
  public Created create(RunSpec wanted) {
    CompiledDag dag = dag(wanted.dagVersionId());
    Optional<DagRun> taken = taken(wanted);
    if (taken.isPresent()) {
      return new Created.Conflict(taken.get());
    }
    Trigger given = wanted.trigger();
    Trigger kept = new Trigger(given.by(), given.user(), JsonCopy.of(given.conf()));
    DagRun run = DagRun.queued(rows.number(), wanted.withTrigger(kept), now);
    rows.runs.put(run.id(), new RunEntry(Checks.sound(run), 0, 0));
    rows.runsByName.put(new RunKey(run.dagId(), run.runId()), run.id());
    if (run.logicalDate() != null) {
      rows.runsByDate.put(new DateKey(run.dagId(), run.logicalDate()), run.id());
    }
    List<UUID> ids = new ArrayList<>();
    dag.model().tasks().stream()
        .sorted(Comparator.comparing(TaskModel::taskId))
        .map(model -> TaskEntry.made(rows.taskId(), run, dag, model))
        .forEach(
            entry -> {
              rows.tasks.put(entry.task().id(), entry);
              ids.add(entry.task().id());
            });
    rows.tasksOfRun.put(run.id(), List.copyOf(ids));
    audit.changed(run, null, RunState.QUEUED, "", given.by());
    return new Created.Ok(run);
  }

  @Override
  public Created createByOrder(RunSpec wanted, String user) {
    Created created = create(wanted);
    if (created instanceof Created.Ok) {
      audit.order(user, "dag.trigger", wanted.dagId(), wanted.runId(), "");
    }
    return created;
  }

  private Optional<DagRun> taken(RunSpec wanted) {
    Optional<DagRun> sameName = find(wanted.dagId(), wanted.runId());
    Instant date = wanted.dates().logicalDate();
    return sameName.isPresent() || date == null
        ? sameName
        : rows.runsByDate.find(new DateKey(wanted.dagId(), date)).flatMap(this::find);
  }

  @Override
  public Optional<DagRun> find(String dagId, String runId) {
    return rows.runsByName.find(new RunKey(dagId, runId)).flatMap(this::find);
  }

  @Override
  public Optional<DagRun> find(long runPk) {
    return rows.runs.find(runPk).map(RunEntry::run);
  }

  @Override
  public List<DagRun> find(Collection<Long> runPks) {
    return runPks.stream().distinct().flatMap(pk -> find(pk).stream()).toList();
  }

  @Override
  public List<DagRun> list(String dagId, Collection<RunState> states, int limit) {
    return rows.runs
        .newestFirst()
        .map(RunEntry::run)
        .filter(run -> run.dagId().equals(dagId))
        .filter(run -> states.isEmpty() || states.contains(run.state()))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<DagRun> lastAutomated(String dagId) {
    return runs(dagId)
        .filter(run -> run.type() == RunType.SCHEDULED || run.type() == RunType.BACKFILL)
        .filter(run -> run.logicalDate() != null)
        .max(BY_DATE);
  }

  @Override
  public Optional<DagRun> previousSuccess(String dagId, Instant logicalDate) {
    return runs(dagId)
        .filter(run -> run.logicalDate() != null && run.logicalDate().isBefore(logicalDate))
        .filter(run -> run.state() == RunState.SUCCESS)
        .max(BY_DATE);
  }

  @Override
  public List<RunSnapshot> lockForPlanning(Collection<Long> runPks) {
    return runPks.stream().distinct().sorted().flatMap(pk -> lock(pk).stream()).toList();
  }

  private Optional<RunSnapshot> lock(long runPk) {
    Optional<RunEntry> open = rows.runs.find(runPk).filter(e -> !e.run().state().finished());
    open.ifPresent(e -> rows.runs.put(runPk, e.plannedAs(rows.number())));
    return open.map(e -> snapshotOf(e.run()));
  }

  /** One transaction at a time: everything is locked. */
  @Override
  public Optional<RunSnapshot> lockForOrder(long runPk) {
    return snapshot(runPk);
  }

  @Override
  public Optional<RunSnapshot> snapshot(long runPk) {
    return find(runPk).map(this::snapshotOf);
  }

  @Override
  public List<RunSnapshot> snapshots(Collection<Long> runPks) {
    return runPks.stream()
        .distinct()
        .sorted()
        .flatMap(runPk -> snapshot(runPk).stream())
        .map(s -> new RunSnapshot(s.run(), s.dag(), s.tasks(), Optional.empty(), s.dagPaused()))
        .toList();
  }

  private RunSnapshot snapshotOf(DagRun run) {
    CompiledDag dag = dag(run.dagVersionId());
    return new RunSnapshot(run, dag, tasks.ofRun(run.id()), previous(run, dag), dagPaused(run));
  }

  boolean dagPaused(DagRun run) {
    return rows.dags.find(run.dagId()).map(d -> d.paused()).orElse(false);
  }

  boolean isRunning(DagRun run) {
    return run.state() == RunState.RUNNING;
  }

  private Optional<PreviousRun> previous(DagRun run, CompiledDag dag) {
    Instant date = run.logicalDate();
    boolean asked = dag.asksThePast();
    if (!asked || date == null) {
      return Optional.empty();
    }
    boolean automatedOnly = dag.model().catchup();
    return runs(run.dagId())
        .filter(r -> r.logicalDate() != null && r.logicalDate().isBefore(date))
        .filter(r -> !automatedOnly || r.type() != RunType.MANUAL)
        .max(BY_DATE)
        .map(earlier -> new PreviousRun(earlier, statesOf(earlier.id())));
  }

  private Map<String, List<TaskState>> statesOf(long runPk) {
    Map<String, List<TaskState>> states = new HashMap<>();
    tasks
        .ofRun(runPk)
        .forEach(t -> states.computeIfAbsent(t.taskId(), id -> new ArrayList<>()).add(t.state()));
    return states;
  }

  @Override
  public StartSnapshot startable(Instant moment, int limit) {
    return startable(rows.runs.stream().map(RunEntry::run), Map.of(), moment, limit);
  }

  @Override
  public StartSnapshot startable(Collection<String> dagIds, Instant moment, int limit) {
    return startable(dagIds.stream().distinct().flatMap(this::runs), Map.of(), moment, limit);
  }

  /**
   * @param ending the DAGs, each with how many of its running runs are about to end
   */
  StartSnapshot startable(Map<String, Integer> ending, Instant moment, int limit) {
    return startable(ending.keySet().stream().flatMap(this::runs), ending, moment, limit);
  }

  private StartSnapshot startable(
      Stream<DagRun> runs, Map<String, Integer> ending, Instant moment, int limit) {
    List<DagRun> queued =
        runs.filter(run -> run.state() == RunState.QUEUED && !run.runAfter().isAfter(moment))
            .filter(run -> rows.dags.find(run.dagId()).map(d -> !d.paused()).orElse(false))
            .sorted(OLDEST_FIRST)
            .toList();
    Map<String, DagUse> dags = new HashMap<>();
    List<DagRun> open =
        queued.stream()
            .filter(run -> dags.computeIfAbsent(run.dagId(), dagId -> use(dagId, ending)).hasRoom())
            .toList();
    return new StartSnapshot(open.stream().limit(limit).toList(), dags);
  }

  private DagUse use(String dagId, Map<String, Integer> ending) {
    int most = rows.dags.find(dagId).map(d -> d.version().model().maxActiveRuns()).orElse(0);
    return new DagUse(running(dagId).size() - ending.getOrDefault(dagId, 0), most);
  }

  @Override
  public List<DagRun> running(String dagId) {
    return runs(dagId).filter(run -> run.state() == RunState.RUNNING).toList();
  }

  @Override
  public int countActive(String dagId) {
    return (int)
        runs(dagId)
            .filter(run -> !run.state().finished() && run.type() != RunType.BACKFILL)
            .count();
  }

  @Override
  public Collection<Long> apply(Collection<RunTransition> changes, String actor) {
    return changes.stream()
        .filter(change -> write(change, actor))
        .map(change -> change.before().id())
        .toList();
  }

  private boolean write(RunTransition change, String actor) {
    DagRun before = change.before();
    Optional<RunEntry> found =
        rows.runs
            .find(before.id())
            .filter(e -> e.run().state() == before.state())
            .filter(e -> e.run().clearNumber() == before.clearNumber());
    found.ifPresent(
        entry -> {
          DagRun after = Checks.sound(change.after().withNote(entry.run().spec().note()));
          rows.runs.put(before.id(), entry.with(after).raised());
          audit.changed(after, before.state(), change.to(), change.reason(), actor);
        });
    return found.isPresent();
  }

  @Override
  public Glance glance(Instant leases, int running) {
    InMemoryDagStore dags = new InMemoryDagStore(rows, now);
    return new Glance(
        now,
        !dags.due(now, 1).isEmpty(),
        rows.runs.stream()
            .map(RunEntry::run)
            .anyMatch(
                run ->
                    run.state() == RunState.QUEUED
                        && !run.runAfter().isAfter(now)
                        && !dagPaused(run)),
        !tasks.leaseExpired(leases, 1).isEmpty(),
        !tasks.runsWithTimerDue(now, 1).isEmpty(),
        sweepable(running),
        Stream.of(dags.nextAlarm(), tasks.nextTimer())
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder()));
  }

  @Override
  public List<Long> sweepable(int limit) {
    return rows.runs.stream()
        .filter(e -> e.run().state() == RunState.RUNNING)
        .sorted(Comparator.comparingLong(RunEntry::planned).thenComparing(e -> e.run().id()))
        .map(e -> e.run().id())
        .limit(limit)
        .toList();
  }

  @Override
  public void setNote(long runPk, String note) {
    rows.runs.find(runPk).ifPresent(e -> rows.runs.put(runPk, e.with(e.run().withNote(note))));
  }

  @Override
  public void remember(Remembered.Key key, long runPk, Collection<UUID> touched) {
    rows.remembered.removeIf(r -> r.at().isBefore(now.minus(Remembered.KEPT)));
    DagRun run = find(runPk).orElseThrow();
    UndoPlan.Before before = new UndoPlan.Before(run, tasks.ofRun(runPk), Set.copyOf(touched));
    rows.remembered.put(runPk, new Remembered(key, now, before));
  }

  @Override
  public void forget(long runPk) {
    rows.remembered.remove(runPk);
  }

  @Override
  public List<Remembered> remembered(UUID orderId) {
    return rows.remembered.stream().filter(r -> r.key().orderId().equals(orderId)).toList();
  }

  private Stream<DagRun> runs(String dagId) {
    return rows.runs.stream().map(RunEntry::run).filter(run -> run.dagId().equals(dagId));
  }

  @Override
  public CompiledDag dag(UUID versionId) {
    VersionEntry found =
        rows.versions
            .find(versionId)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no DAG version " + versionId + ". Nothing was changed."));
    return rows.compiled(found.version());
  }
}
