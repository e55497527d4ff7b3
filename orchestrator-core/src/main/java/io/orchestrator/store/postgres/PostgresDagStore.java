package io.orchestrator.store.postgres;

import io.orchestrator.model.CodeKind;
import io.orchestrator.model.DagCode;
import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagVersion;
import io.orchestrator.store.DagStore;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunSlot;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DAGs, versions, next-fire rows and import problems. */
record PostgresDagStore(Sql sql, Versions versions) implements DagStore {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresDagStore.class);

  /** Without the models, which are read from {@link Versions} or once by id. */
  private static final String SELECT =
      """
      select d.dag_id, d.current_version_id, d.bundle, d.file_name, d.paused, d.stale,
        d.next_logical_date, d.next_interval_start, d.next_interval_end, d.next_run_after,
        d.last_loaded_at
      from dag d
      """;

  static final String MAY_FIRE =
      """
       not d.paused and not d.stale and d.next_run_after is not null
       and not exists (
         select 1 from import_problem p where p.bundle = d.bundle and p.file_name = d.file_name)
      """;

  /** DAGs at their limit would else fill the first places for good. */
  static final String HAS_ROOM =
      """
       and d.max_active_runs > (
         select count(*) from dag_run r
         where r.dag_id = d.dag_id and r.state in ('queued', 'running')
           and r.run_type <> 'backfill')
      """;

  private static final Columns<ImportProblem> PROBLEM =
      Columns.<ImportProblem>none()
          .with("file_name", "text", ImportProblem::fileName)
          .with("code", "text", ImportProblem::code)
          .with("line", "integer", ImportProblem::line)
          .with("message", "text", ImportProblem::message)
          .with("at", "timestamptz", ImportProblem::at);

  @Override
  public StoredDag register(LoadedDag dag, boolean pausedByDefault) {
    DagModel model = dag.model();
    Boolean pausedAtCreation = model.pausedAtCreation();
    sql.update(
        """
        insert into dag (dag_id, bundle, file_name, paused, owner, tags, max_active_runs,
          last_loaded_at)
        values (?, ?, ?, ?, '', '{}', 0, now()) on conflict (dag_id) do nothing
        """,
        model.dagId(),
        dag.bundle(),
        dag.fileName(),
        pausedAtCreation == null ? pausedByDefault : pausedAtCreation);
    UUID version = currentVersion(dag).orElseGet(() -> newVersion(dag));
    sql.update(
        """
        update dag set current_version_id = ?, bundle = ?, file_name = ?, stale = false,
          owner = ?, tags = ?, max_active_runs = ?, last_loaded_at = now()
        where dag_id = ?
        """,
        version,
        dag.bundle(),
        dag.fileName(),
        model.owner(),
        Sql.texts(model.tags()),
        model.maxActiveRuns(),
        model.dagId());
    return find(model.dagId()).orElseThrow();
  }

  /** Locks the DAG's row; the current version's id when it is what was loaded. */
  private Optional<UUID> currentVersion(LoadedDag dag) {
    sql.call("select 1 from dag where dag_id = ? for no key update", dag.model().dagId());
    return sql.first(
        """
        select v.id from dag d join dag_version v on v.id = d.current_version_id
        where d.dag_id = ? and v.structure_hash = ? and v.code_hash = ? and v.code_file_name = ?
        """,
        row -> row.uuid("id"),
        dag.model().dagId(),
        dag.structureHash(),
        dag.codeHash(),
        dag.fileName());
  }

  private UUID newVersion(LoadedDag dag) {
    return sql.first(
            """
            insert into dag_version (dag_id, number, structure_hash, model, code_kind,
              code_file_name, code_hash, source, created_at)
            select ?, coalesce(max(number), 0) + 1, ?, ?::jsonb, ?, ?, ?, ?, now()
            from dag_version where dag_id = ?
            returning id
            """,
            row -> row.uuid("id"),
            dag.model().dagId(),
            dag.structureHash(),
            Json.write(dag.model()),
            dag.codeKind().name().toLowerCase(Locale.ROOT),
            dag.fileName(),
            dag.codeHash(),
            dag.source(),
            dag.model().dagId())
        .orElseThrow();
  }

  @Override
  public Optional<StoredDag> find(String dagId) {
    return stored(" where d.dag_id = ? and d.current_version_id is not null", dagId).stream()
        .findFirst();
  }

  @Override
  public Optional<StoredDag> lock(String dagId) {
    sql.call("select 1 from dag where dag_id = ? for no key update", dagId);
    return find(dagId);
  }

  @Override
  public List<StoredDag> all() {
    return stored(" where d.current_version_id is not null order by d.dag_id");
  }

  @Override
  public Optional<DagVersion> version(UUID versionId) {
    return versions.find(versionId).or(() -> versionFromTable(versionId));
  }

  @Override
  public List<DagVersion> versions(String dagId) {
    return sql.list(
        "select id, dag_id, number, structure_hash, code_hash, model from dag_version where dag_id = ?"
            + " order by number",
        this::version,
        dagId);
  }

  @Override
  public Optional<DagCode> code(UUID versionId) {
    return sql.first(
        "select code_kind, code_file_name, code_hash, source from dag_version where id = ?",
        row ->
            new DagCode(
                CodeKind.valueOf(row.text("code_kind").toUpperCase(Locale.ROOT)),
                row.text("code_file_name"),
                row.text("code_hash"),
                row.text("source")),
        versionId);
  }

  @Override
  public boolean setPaused(String dagId, boolean paused) {
    return sql.update("update dag set paused = ? where dag_id = ?", paused, dagId) == 1;
  }

  @Override
  public void markStale(String bundle, Collection<String> presentDagIds) {
    sql.update(
        "update dag set stale = true where bundle = ? and not stale and not dag_id = any(?)",
        bundle,
        Sql.texts(presentDagIds));
  }

  @Override
  public void setNextFire(String dagId, @Nullable RunSlot next) {
    sql.update(
        """
        update dag set next_logical_date = ?::timestamptz, next_interval_start = ?::timestamptz,
          next_interval_end = ?::timestamptz, next_run_after = ?::timestamptz
        where dag_id = ?
        """,
        next == null ? null : next.logicalDate(),
        next == null ? null : next.interval().start(),
        next == null ? null : next.interval().end(),
        next == null ? null : next.runAfter(),
        dagId);
  }

  @Override
  public List<String> due(Instant now, int limit) {
    return sql.list(
        "select d.dag_id from dag d where"
            + MAY_FIRE
            + HAS_ROOM
            + " and d.next_run_after <= ? order by d.next_run_after, d.dag_id limit ?",
        row -> row.text("dag_id"),
        now,
        limit);
  }

  @Override
  public Optional<Instant> nextAlarm() {
    return sql.first(
        "select d.next_run_after from dag d where"
            + MAY_FIRE
            + " and d.next_run_after > now() order by d.next_run_after limit 1",
        row -> row.instant("next_run_after"));
  }

  @Override
  public void replaceImportProblems(String bundle, List<ImportProblem> problems) {
    replace("import_problem", bundle, problems);
  }

  @Override
  public void replaceLoadWarnings(String bundle, List<ImportProblem> warnings) {
    replace("load_warning", bundle, warnings);
  }

  private void replace(String table, String bundle, List<ImportProblem> found) {
    sql.update("delete from " + table + " where bundle = ?", bundle);
    List<@Nullable Object> args = PROBLEM.args(found);
    args.add(0, bundle);
    sql.update(
        "insert into %s (bundle, %s) select ?, n.* from %s"
            .formatted(table, PROBLEM.names(), PROBLEM.unnest("n")),
        args.toArray());
  }

  @Override
  public List<ImportProblem> importProblems() {
    return found("import_problem");
  }

  @Override
  public List<ImportProblem> loadWarnings() {
    return found("load_warning");
  }

  private List<ImportProblem> found(String table) {
    return sql.list(
        "select bundle, file_name, code, line, message, at from "
            + table
            + " order by bundle, file_name, line, id",
        row ->
            new ImportProblem(
                row.text("bundle"),
                row.text("file_name"),
                row.text("code"),
                row.numberOrNull("line"),
                row.text("message"),
                row.instant("at")));
  }

  /** DAGs by a rest of a statement; models that are not cached are read in one go. */
  List<StoredDag> stored(String rest, @Nullable Object... args) {
    List<Facts> facts = sql.list(SELECT + rest, PostgresDagStore::facts, args);
    load(
        facts.stream()
            .map(Facts::versionId)
            .filter(id -> versions.find(id).isEmpty())
            .distinct()
            .toList());
    return facts.stream().map(this::stored).toList();
  }

  private StoredDag stored(Facts facts) {
    DagVersion version =
        versions
            .find(facts.versionId)
            .or(() -> versionFromTable(facts.versionId))
            .orElseThrow(() -> new IllegalStateException("no version " + facts.versionId));
    return new StoredDag(
        version,
        facts.bundle,
        facts.fileName,
        facts.paused,
        facts.stale,
        facts.next,
        facts.loadedAt);
  }

  private void load(List<UUID> ids) {
    if (!ids.isEmpty()) {
      sql.list(
          "select id, dag_id, number, structure_hash, code_hash, model from dag_version where id = any(?)",
          this::version,
          Sql.array("uuid", ids));
    }
  }

  /** For lists longer than the cache, and for what is not kept in it. */
  private Optional<DagVersion> versionFromTable(UUID id) {
    return sql.first(
        "select id, dag_id, number, structure_hash, code_hash, model from dag_version where id = ?",
        this::version,
        id);
  }

  private DagVersion version(Row row) throws SQLException {
    UUID id = row.uuid("id");
    Optional<DagVersion> known = versions.find(id);
    if (known.isPresent()) {
      return known.get();
    }
    DagVersion read = read(row);
    return read.problem() == null ? versions.keep(read) : read;
  }

  /** One that cannot be read is not kept: it may be mended. */
  private static DagVersion read(Row row) throws SQLException {
    UUID id = row.uuid("id");
    String dagId = row.text("dag_id");
    int number = row.number("number");
    String hash = row.text("structure_hash");
    String codeHash = row.text("code_hash");
    try {
      DagModel model = Json.model(row.text("model"));
      if (dagId.equals(model.dagId())) {
        return new DagVersion(id, number, hash, codeHash, model);
      }
      LOG.debug("Version {} of DAG {} has the model of another", number, dagId);
    } catch (RuntimeException e) {
      LOG.debug("The model of version {} of DAG {} cannot be read", number, dagId, e);
    }
    return DagVersion.unreadable(id, number, hash, codeHash, dagId);
  }

  /** A row of the table {@code dag}. */
  private record Facts(
      UUID versionId,
      String bundle,
      String fileName,
      boolean paused,
      boolean stale,
      @Nullable RunSlot next,
      Instant loadedAt) {}

  private static Facts facts(Row row) throws SQLException {
    Instant runAfter = row.instantOrNull("next_run_after");
    RunSlot next =
        runAfter == null
            ? null
            : new RunSlot(
                row.instantOrNull("next_logical_date"),
                new DataInterval(
                    Objects.requireNonNull(row.instantOrNull("next_interval_start")),
                    Objects.requireNonNull(row.instantOrNull("next_interval_end"))),
                runAfter);
    return new Facts(
        row.uuid("current_version_id"),
        row.text("bundle"),
        row.text("file_name"),
        row.flag("paused"),
        row.flag("stale"),
        next,
        row.instant("last_loaded_at"));
  }
}
