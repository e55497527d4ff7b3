package io.orchestrator.store.postgres;

import io.orchestrator.administration.Pool;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.StartSnapshot;
import io.orchestrator.store.ReactionStore;
import io.orchestrator.store.ReactionWrite;
import io.orchestrator.store.StaleMemoryException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a scheduler remembers, and its reactions in one statement. */
record PostgresReactionStore(Sql sql) implements ReactionStore {
  private static final String BOOK = "select version from claim_book where only_row";

  private static final String OPEN =
      """
      select r.id, r.version, d.paused
      from (
        select id from dag_run where state = 'running'
        union
        select run_pk from task_instance
        where state in ('queued', 'running', 'restarting', 'deferred')) o
      join dag_run r on r.id = o.id
      join dag d on d.dag_id = r.dag_id
      limit ?
      """;

  private static final String RUNS =
      "select"
          + RunRows.COLUMNS
          + """
          , r.version, (select d.paused from dag d where d.dag_id = r.dag_id) as dag_paused
          from dag_run r where r.id = any(?)
          """;

  private static final String TASKS =
      "select"
          + ClaimRows.COLUMNS
          + "from task_instance t where t.run_pk = any(?) order by t.run_pk, t.task_id, t.map_index limit ?";

  /** A run before its instances are read, so that they are never older than its version. */
  private record Found(DagRun run, long version, boolean dagPaused) {}

  @Override
  public OpenRuns open(int most) {
    long book = sql.first(BOOK, row -> row.big("version")).orElseThrow();
    List<OpenRun> runs =
        sql.list(
            OPEN,
            row -> new OpenRun(row.big("id"), row.big("version"), row.flag("paused")),
            most + 1);
    boolean more = runs.size() > most;
    return new OpenRuns(book, pools(), more ? runs.subList(0, most) : runs, more);
  }

  private List<Pool> pools() {
    return sql.list(
        "select name, slots, include_deferred from pool order by name",
        row -> new Pool(row.text("name"), row.number("slots"), null, row.flag("include_deferred")));
  }

  @Override
  public Optional<List<VersionedRun>> read(Collection<Long> runPks, int mostTasks) {
    if (runPks.isEmpty()) {
      return Optional.of(List.of());
    }
    Sql.ArrayOf keys = Sql.array("bigint", runPks);
    List<Found> found =
        sql.list(
            RUNS,
            row -> new Found(RunRows.run(row), row.big("version"), row.flag("dag_paused")),
            keys);
    List<VersionedTask> tasks = sql.list(TASKS, PostgresReactionStore::task, keys, mostTasks + 1);
    return tasks.size() > mostTasks ? Optional.empty() : Optional.of(whole(found, tasks));
  }

  private static List<VersionedRun> whole(List<Found> found, List<VersionedTask> tasks) {
    Map<Long, List<VersionedTask>> byRun =
        tasks.stream().collect(Collectors.groupingBy(task -> task.task().runPk()));
    return found.stream()
        .map(
            each ->
                new VersionedRun(
                    each.run,
                    each.version,
                    each.dagPaused,
                    byRun.getOrDefault(each.run.id(), List.of())))
        .toList();
  }

  private static VersionedTask task(Row row) throws SQLException {
    return new VersionedTask(TaskRows.task(row), ClaimRows.terms(row));
  }

  @Override
  public StartSnapshot startable(Map<String, Integer> ending, Instant now, int limit) {
    return StartReading.read(sql, ending, now, limit);
  }

  @Override
  public void write(ReactionWrite reaction) {
    if (!ReactionChanges.write(sql, reaction)) {
      throw new StaleMemoryException(
          "A run, a task instance or the claim book is not as it was remembered.");
    }
  }
}
