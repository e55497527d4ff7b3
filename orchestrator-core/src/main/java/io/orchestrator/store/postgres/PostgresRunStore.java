package io.orchestrator.store.postgres;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.DagVersion;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunSnapshot.PreviousRun;
import io.orchestrator.run.RunSpec;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.StartSnapshot;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.Glance;
import io.orchestrator.store.RunStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** DAG runs in the table {@code dag_run}. */
record PostgresRunStore(Sql sql, PostgresDagStore dags, Versions versions) implements RunStore {
  private static final String SELECT = "select" + RunRows.COLUMNS + "from dag_run r ";

  /** What a snapshot begins with. */
  private static final String FOR_SNAPSHOT =
      RunRows.COLUMNS + ", (select d.paused from dag d where d.dag_id = r.dag_id) as dag_paused ";

  @Override
  public Created create(RunSpec run) {
    return create(run, null);
  }

  @Override
  public Created createByOrder(RunSpec run, String user) {
    return create(run, user);
  }

  private Created create(RunSpec run, @Nullable String orderedBy) {
    Optional<DagRun> made = RunChanges.make(sql, run, dag(run.dagVersionId()), orderedBy);
    return made.<Created>map(Created.Ok::new).orElseGet(() -> new Created.Conflict(taken(run)));
  }

  private DagRun taken(RunSpec run) {
    return sql.first(
            SELECT
                + """
                where r.dag_id = ? and (r.run_id = ? or r.logical_date = ?::timestamptz)
                order by r.run_id = ? desc limit 1
                """,
            RunRows::run,
            run.dagId(),
            run.runId(),
            run.dates().logicalDate(),
            run.runId())
        .orElseThrow(() -> new IllegalStateException("conflict without a run: " + run.runId()));
  }

  @Override
  public Optional<DagRun> find(String dagId, String runId) {
    return sql.first(SELECT + "where r.dag_id = ? and r.run_id = ?", RunRows::run, dagId, runId);
  }

  @Override
  public Optional<DagRun> find(long runPk) {
    return sql.first(SELECT + "where r.id = ?", RunRows::run, runPk);
  }

  @Override
  public List<DagRun> find(Collection<Long> runPks) {
    return sql.list(SELECT + "where r.id = any(?)", RunRows::run, Sql.array("bigint", runPks));
  }

  @Override
  public List<DagRun> list(String dagId, Collection<RunState> states, int limit) {
    if (states.isEmpty()) {
      return sql.list(
          SELECT + "where r.dag_id = ? order by r.id desc limit ?", RunRows::run, dagId, limit);
    }
    return sql.list(
        SELECT + "where r.dag_id = ? and r.state = any(?) order by r.id desc limit ?",
        RunRows::run,
        dagId,
        Sql.texts(states.stream().map(RunState::wireName).toList()),
        limit);
  }

  @Override
  public Optional<DagRun> lastAutomated(String dagId) {
    return sql.first(
        SELECT
            + """
            where r.dag_id = ? and r.run_type in ('scheduled', 'backfill')
              and r.logical_date is not null
            order by r.logical_date desc limit 1
            """,
        RunRows::run,
        dagId);
  }

  @Override
  public Optional<DagRun> previousSuccess(String dagId, Instant logicalDate) {
    return sql.first(
        SELECT
            + """
            where r.dag_id = ? and r.logical_date < ? and r.state = 'success'
            order by r.logical_date desc limit 1
            """,
        RunRows::run,
        dagId,
        logicalDate);
  }

  @Override
  public List<RunSnapshot> lockForPlanning(Collection<Long> runPks) {
    if (runPks.isEmpty()) {
      return List.of();
    }
    List<Found> locked =
        sql.list(
            """
            with free as materialized (
              select id from dag_run where id = any(?) and state in ('queued', 'running')
              for no key update skip locked)
            update dag_run r set last_planned_at = clock_timestamp() from free
            where r.id = free.id
            returning
            """
                + FOR_SNAPSHOT,
            Found::of,
            Sql.array("bigint", runPks));
    return snapshots(locked, this::previous);
  }

  /** The run before its tasks, and these in the order in which every writer locks them. */
  @Override
  public Optional<RunSnapshot> lockForOrder(long runPk) {
    sql.call("select 1 from dag_run where id = ? for no key update", runPk);
    sql.call("select 1 from task_instance where run_pk = ? order by id for no key update", runPk);
    return snapshot(runPk);
  }

  @Override
  public Optional<RunSnapshot> snapshot(long runPk) {
    String query = "select" + FOR_SNAPSHOT + "from dag_run r where r.id = ?";
    return snapshots(sql.list(query, Found::of, runPk), this::previous).stream().findFirst();
  }

  @Override
  public List<RunSnapshot> snapshots(Collection<Long> runPks) {
    String query = "select" + FOR_SNAPSHOT + "from dag_run r where r.id = any(?)";
    List<Found> found = sql.list(query, Found::of, Sql.array("bigint", runPks));
    return snapshots(found, (run, dag) -> Optional.empty());
  }

  private record Found(DagRun run, boolean dagPaused) {
    private static Found of(Row row) throws SQLException {
      return new Found(RunRows.run(row), row.flag("dag_paused"));
    }
  }

  private List<RunSnapshot> snapshots(
      List<Found> runs, BiFunction<DagRun, CompiledDag, Optional<PreviousRun>> previous) {
    Map<Long, List<TaskInstance>> tasks =
        PostgresTaskStore.ofRuns(sql, runs.stream().map(found -> found.run.id()).toList());
    return runs.stream()
        .sorted(Comparator.comparingLong(found -> found.run.id()))
        .map(
            found -> {
              DagRun run = found.run;
              CompiledDag dag = dag(run.dagVersionId());
              List<TaskInstance> own = tasks.getOrDefault(run.id(), List.of());
              return new RunSnapshot(run, dag, own, previous.apply(run, dag), found.dagPaused);
            })
        .toList();
  }

  private Optional<PreviousRun> previous(DagRun run, CompiledDag dag) {
    Instant logicalDate = run.logicalDate();
    boolean asked = dag.asksThePast();
    if (!asked || logicalDate == null) {
      return Optional.empty();
    }
    return sql.first(
            SELECT
                + """
                where r.dag_id = ? and r.logical_date < ? and (not ? or r.run_type <> 'manual')
                order by r.logical_date desc limit 1
                """,
            RunRows::run,
            run.dagId(),
            logicalDate,
            dag.model().catchup())
        .map(earlier -> new PreviousRun(earlier, statesOf(earlier.id())));
  }

  private Map<String, List<TaskState>> statesOf(long runPk) {
    Map<String, List<TaskState>> states = new HashMap<>();
    sql.list(
        "select task_id, state from task_instance where run_pk = ?",
        row ->
            states
                .computeIfAbsent(row.text("task_id"), id -> new ArrayList<>())
                .add(TaskState.ofWireName(row.text("state"))),
        runPk);
    return states;
  }

  @Override
  public StartSnapshot startable(Instant now, int limit) {
    return StartReading.read(sql, now, limit);
  }

  @Override
  public StartSnapshot startable(Collection<String> dagIds, Instant now, int limit) {
    return StartReading.read(sql, noneEnding(dagIds), now, limit);
  }

  private static Map<String, Integer> noneEnding(Collection<String> dagIds) {
    Map<String, Integer> ending = new HashMap<>();
    dagIds.forEach(dagId -> ending.put(dagId, 0));
    return ending;
  }

  @Override
  public List<DagRun> running(String dagId) {
    return sql.list(
        SELECT + "where r.dag_id = ? and r.state = 'running' order by r.id", RunRows::run, dagId);
  }

  @Override
  public int countActive(String dagId) {
    return sql.first(
            """
            select count(*) as n from dag_run
            where dag_id = ? and state in ('queued', 'running') and run_type <> 'backfill'
            """,
            row -> row.number("n"),
            dagId)
        .orElse(0);
  }

  @Override
  public Collection<Long> apply(Collection<RunTransition> changes, String actor) {
    return RunChanges.write(sql, changes, actor);
  }

  @Override
  public Glance glance(Instant leases, int running) {
    return GlanceReading.read(sql, leases, sweepable(running));
  }

  @Override
  public List<Long> sweepable(int limit) {
    return sql.list(
        "select id from dag_run where state = 'running'"
            + " order by last_planned_at nulls first, id limit ?",
        row -> row.big("id"),
        limit);
  }

  @Override
  public void setNote(long runPk, String note) {
    sql.update("update dag_run set note = ?, updated_at = now() where id = ?", note, runPk);
  }

  @Override
  public void remember(Remembered.Key key, long runPk, Collection<UUID> touched) {
    Remembering.remember(sql, key, runPk, touched);
  }

  @Override
  public void forget(long runPk) {
    Remembering.forget(sql, runPk);
  }

  @Override
  public List<Remembered> remembered(UUID orderId) {
    return Remembering.find(sql, orderId);
  }

  @Override
  public CompiledDag dag(UUID versionId) {
    DagVersion version =
        dags.version(versionId)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no DAG version " + versionId + ". Nothing was changed."));
    return versions.compiled(version);
  }
}
