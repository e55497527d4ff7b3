package io.orchestrator.store.postgres;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.run.UndoPlan;
import io.orchestrator.store.TaskStore;
import io.orchestrator.store.postgres.Changes.Change;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Task instances in the table {@code task_instance}. */
record PostgresTaskStore(Sql sql) implements TaskStore {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresTaskStore.class);
  private static final Map<String, String> UNREADABLE =
      Map.of("!", "What the task reported cannot be read from the database.");
  private static final String SELECT = "select" + TaskRows.COLUMNS + "from task_instance t ";

  /** By run; a run without any has no entry. */
  static Map<Long, List<TaskInstance>> ofRuns(Sql sql, Collection<Long> runPks) {
    return sql
        .list(
            SELECT + "where t.run_pk = any(?) order by t.run_pk, t.task_id, t.map_index",
            TaskRows::task,
            Sql.array("bigint", runPks))
        .stream()
        .collect(Collectors.groupingBy(TaskInstance::runPk));
  }

  @Override
  public Collection<UUID> apply(Collection<TaskTransition> transitions, String actor) {
    List<Change> changes =
        transitions.stream().map(each -> new Change(each, each.after(), false)).toList();
    return Changes.write(sql, changes, actor).stream().map(TaskInstance::id).toList();
  }

  @Override
  public ClaimSnapshot claimable(Collection<String> queues, Except except, int limit) {
    return ClaimReading.read(sql, queues, except, limit);
  }

  @Override
  public Collection<UUID> locked(Collection<UUID> ids) {
    return sql.list(
        """
        with free as materialized (
          select t.id from task_instance t where t.id = any(?) for no key update of t skip locked)
        select n.id from unnest(?) as n(id) where not exists (
          select from free where free.id = n.id)
        """,
        row -> row.uuid("id"),
        Sql.array("uuid", ids),
        Sql.array("uuid", ids));
  }

  @Override
  public ClaimSnapshot scheduled(long runPk) {
    return ClaimReading.ofRun(sql, runPk);
  }

  @Override
  public List<TaskInstance> claim(Collection<Claim> claims, String worker, Duration lease) {
    Instant until = sql.now().plus(lease);
    List<Change> changes =
        claims.stream()
            .map(
                claim ->
                    new Change(
                        claim.transition(),
                        claim.transition().claimedBy(worker, claim.epoch(), until),
                        true))
            .toList();
    return Changes.writePassingOver(sql, changes, worker);
  }

  @Override
  public Collection<UUID> giveBack(Collection<UndoPlan.GivenBack> changes, String actor) {
    List<Change> writes =
        changes.stream().map(each -> new Change(each.transition(), each.was(), false)).toList();
    List<UUID> changed = Changes.write(sql, writes, actor).stream().map(TaskInstance::id).toList();
    Changes.giveBackFacts(
        sql, changes.stream().filter(c -> changed.contains(c.was().id())).toList());
    return changed;
  }

  @Override
  public Optional<TaskInstance> find(UUID id) {
    return sql.first(SELECT + "where t.id = ?", TaskRows::task, id);
  }

  @Override
  public List<TaskInstance> find(Collection<UUID> ids) {
    return sql.list(SELECT + "where t.id = any(?)", TaskRows::task, Sql.array("uuid", ids));
  }

  @Override
  public Optional<TaskInstance> find(long runPk, String taskId, int mapIndex) {
    return sql.first(
        SELECT + "where t.run_pk = ? and t.task_id = ? and t.map_index = ?",
        TaskRows::task,
        runPk,
        taskId,
        mapIndex);
  }

  @Override
  public List<TaskInstance> ofRun(long runPk) {
    return ofRuns(sql, List.of(runPk)).getOrDefault(runPk, List.of());
  }

  @Override
  public List<Attempt> attempts(UUID id) {
    return sql.list(
        "select a.* from task_instance t" + Tries.JOIN + "where t.id = ? order by a.try_number",
        TaskRows::attempt,
        id);
  }

  @Override
  public Collection<UUID> extendLeases(Map<UUID, UUID> held, Duration lease) {
    List<UUID> epochs = List.copyOf(held.keySet());
    return sql.list(
        """
        with mine as materialized (
          select t.id from task_instance t join unnest(?, ?) as n(id, epoch) on n.id = t.id
          where t.epoch = n.epoch and t.state in ('queued', 'running')
          order by t.id for no key update of t skip locked),
        extended as (
          update task_instance t set lease_until = ? from mine where t.id = mine.id)
        select n.epoch from task_instance t join unnest(?, ?) as n(id, epoch) on n.id = t.id
        where t.epoch = n.epoch and t.state in ('queued', 'running')
        """,
        row -> row.uuid("epoch"),
        Sql.array("uuid", Columns.of(epochs, held::get)),
        Sql.array("uuid", epochs),
        sql.now().plus(lease),
        Sql.array("uuid", Columns.of(epochs, held::get)),
        Sql.array("uuid", epochs));
  }

  @Override
  public void renewLeases(Duration lease) {
    sql.update(
        """
        with held as materialized (
          select t.id from task_instance t where t.state in ('queued', 'running', 'restarting')
          order by t.id for no key update of t skip locked)
        update task_instance t set lease_until = ? from held where t.id = held.id
        """,
        sql.now().plus(lease));
  }

  @Override
  public List<TaskInstance> leaseExpired(Instant now, int limit) {
    return sql.list(
        SELECT
            + """
            where t.state in ('queued', 'running', 'restarting') and t.lease_until <= ?
            order by t.lease_until, t.id limit ?
            """,
        TaskRows::task,
        now,
        limit);
  }

  @Override
  public List<TaskInstance> heldBy(String worker) {
    return sql.list(
        SELECT
            + """
            where t.state in ('queued', 'running', 'restarting') and t.worker = ?
            order by t.id
            """,
        TaskRows::task,
        worker);
  }

  @Override
  public Optional<Instant> nextTimer() {
    return sql
        .list(
            """
            select least(
              (select min(retry_at) from task_instance
               where state in ('up_for_retry', 'up_for_reschedule') and retry_at > now()),
              (select min(lease_until) from task_instance
               where state in ('queued', 'running', 'restarting') and lease_until > now())) as at
            """,
            row -> Optional.ofNullable(row.instantOrNull("at")))
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  @Override
  public List<Long> runsWithTimerDue(Instant now, int limit) {
    return sql.list(
        """
        select run_pk from task_instance
        where state in ('up_for_retry', 'up_for_reschedule') and retry_at <= ?
        group by run_pk order by min(retry_at), run_pk limit ?
        """,
        row -> row.big("run_pk"),
        now,
        limit);
  }

  @Override
  public boolean report(UUID id, UUID epoch, TaskReport report) {
    boolean live = report.externalId() != null || report.decision() != null;
    if (live && !reportLive(id, epoch, report)) {
      return false;
    }
    return sql.update(
            """
            insert into task_report as f (task_instance_id, try_number, rendered_fields, notes)
            select t.id, t.try_number, ?::jsonb, ?::jsonb
            from task_instance t where t.id = ? and t.epoch = ? for no key update of t
            on conflict (task_instance_id) do update set
              try_number = excluded.try_number,
              rendered_fields = case when f.try_number = excluded.try_number
                then f.rendered_fields || excluded.rendered_fields
                else excluded.rendered_fields end,
              notes = case when f.try_number = excluded.try_number
                then f.notes || excluded.notes else excluded.notes end,
              pid = case when f.try_number = excluded.try_number then f.pid end,
              hostname = case when f.try_number = excluded.try_number then f.hostname end
            """,
            Json.write(report.renderedFields()),
            Json.write(report.notes()),
            id,
            epoch)
        == 1;
  }

  @Override
  public void reportProcess(Map<UUID, UUID> held, long pid, String hostname) {
    List<UUID> ids = held.keySet().stream().sorted().toList();
    sql.update(
        """
        insert into task_report as f
          (task_instance_id, try_number, rendered_fields, notes, pid, hostname)
        select t.id, t.try_number, '{}', '{}', ?, ?
        from task_instance t join unnest(?, ?) as n(id, epoch) on n.id = t.id
        where t.epoch = n.epoch order by t.id for no key update of t
        on conflict (task_instance_id) do update set
          try_number = excluded.try_number,
          rendered_fields = case when f.try_number = excluded.try_number
            then f.rendered_fields else excluded.rendered_fields end,
          notes = case when f.try_number = excluded.try_number
            then f.notes else excluded.notes end,
          pid = excluded.pid, hostname = excluded.hostname
        """,
        pid,
        hostname,
        Sql.array("uuid", ids),
        Sql.array("uuid", Columns.of(ids, held::get)));
  }

  /** The parts that are kept with the live row. */
  private boolean reportLive(UUID id, UUID epoch, TaskReport report) {
    return sql.update(
            """
            with r as (
              update dag_run set version = version + 1 where id = (
                select run_pk from task_instance where id = ? and epoch = ?)
              returning id)
            update task_instance t set external_id = coalesce(?, external_id),
              decision = coalesce(?::jsonb, decision)
            from r where t.id = ? and t.epoch = ? and t.run_pk = r.id
            """,
            id,
            epoch,
            report.externalId(),
            json(report.decision()),
            id,
            epoch)
        == 1;
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : Json.write(value);
  }

  @Override
  public TaskFacts facts(UUID id) {
    return sql.first(
            "select f.rendered_fields, f.notes, "
                + AttemptProcess.COLUMNS
                + " from task_instance t left join task_report f on f.task_instance_id = t.id "
                + AttemptProcess.JOIN
                + " where t.id = ?",
            row ->
                new TaskFacts(
                    facts(() -> Json.texts(row.textOrNull("rendered_fields"))),
                    facts(() -> Json.object(row.textOrNull("notes"))),
                    row.bigOrNull("pid"),
                    row.textOrNull("hostname")),
            id)
        .orElse(new TaskFacts(Map.of(), Map.of(), null, null));
  }

  /** A part of a report. */
  private interface Part<V> {
    Map<String, V> read() throws SQLException;
  }

  /** What cannot be read is left out with a word: the page of the task has more to show. */
  @SuppressWarnings("unchecked")
  private static <V> Map<String, V> facts(Part<V> part) throws SQLException {
    try {
      return part.read();
    } catch (JacksonException e) {
      LOG.debug("A stored report cannot be read", e);
      return (Map<String, V>) UNREADABLE;
    }
  }
}
