package io.orchestrator.store.postgres;

import io.orchestrator.administration.Kind;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.store.DagFilter;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.DagRow.RecentRun;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.postgres.Where.Order;
import io.orchestrator.store.postgres.Where.Select;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists of DAGs: first the ids of the page, then their facts, strips and counts by id. */
final class DagQueries {
  static final String RECENT_COLUMNS =
      """
       r.id, r.run_id, r.run_type, r.state, r.logical_date, r.interval_start, r.interval_end,
       r.run_after, r.start_date, r.end_date
      """;

  private static final Select DAGS =
      new Select(
          "d.dag_id",
          """
          dag d left join lateral (
            select state, start_date from dag_run r where r.dag_id = d.dag_id
            order by r.id desc limit 1) last on true
          """);

  private static final Order ORDER =
      new Order(
          Map.of(
              "dag_id", "d.dag_id",
              "dag_display_name", "d.dag_id",
              "next_dagrun", "d.next_run_after",
              "last_run_state", "last.state",
              "last_run_start_date", "last.start_date"),
          "d.dag_id");

  private DagQueries() {}

  static Page<DagRow> list(Sql sql, PostgresDagStore dags, DagFilter filter, PageRequest page) {
    RunState last = filter.lastRunState();
    Where where =
        new Where()
            .and("d.current_version_id is not null")
            .like("d.dag_id", filter.idPattern())
            .oneOf("d.owner", "text", filter.owners())
            .is("d.paused", filter.paused())
            .is("d.bundle", filter.bundle())
            .is("last.state", last == null ? null : last.wireName());
    if (!filter.stale()) {
      where.and("not d.stale");
    }
    DagFilter.Tags tags = filter.tags();
    if (!tags.names().isEmpty()) {
      where.and(tags.all() ? "d.tags @> ?" : "d.tags && ?", Sql.texts(tags.names()));
    }
    Page<String> ids = where.page(sql, DAGS, row -> row.text("dag_id"), ORDER, page);
    return new Page<>(rows(sql, dags, ids.rows()), ids.more(), ids.total());
  }

  static Optional<DagRow> one(Sql sql, PostgresDagStore dags, String dagId) {
    return rows(sql, dags, List.of(dagId)).stream().findFirst();
  }

  static List<String> tags(Sql sql) {
    return sql.list(
        "select distinct tag from dag, unnest(tags) as tag where not stale order by tag",
        row -> row.text("tag"));
  }

  static List<String> naming(Sql sql, Kind kind, String name, int limit) {
    String condition =
        kind == Kind.POOL
            ? "jsonb_path_exists(v.model, '$.tasks[*] ? (@.** == $name)',"
                + " jsonb_build_object('name', ?::text))"
            : "(v.code_kind = 'java_source' and v.source ~ ?) or v.model::text ~ ?";
    String word = "(^|[^[:alnum:]_-])" + literally(name) + "($|[^[:alnum:]_-])";
    List<@Nullable Object> args = new ArrayList<>();
    args.add(kind == Kind.POOL ? name : word);
    if (kind != Kind.POOL) {
      args.add(word);
    }
    args.add(limit);
    return sql.list(
        "select d.dag_id from dag d join dag_version v on v.id = d.current_version_id"
            + " where not d.stale and ("
            + condition
            + ") order by d.dag_id limit ?",
        row -> row.text("dag_id"),
        args.toArray());
  }

  /** A text as a regular expression for itself. */
  private static String literally(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}_ ]", "\\\\$0");
  }

  private static List<DagRow> rows(Sql sql, PostgresDagStore dags, List<String> ids) {
    Map<String, StoredDag> stored =
        dags
            .stored(" where d.dag_id = any(?) and d.current_version_id is not null", Sql.texts(ids))
            .stream()
            .collect(Collectors.toMap(StoredDag::dagId, Function.identity()));
    Map<String, List<RecentRun>> recent = recent(sql, ids);
    Map<String, Map<RunState, Long>> counts = RunQueries.counts(sql, ids);
    return ids.stream()
        .map(stored::get)
        .filter(Objects::nonNull)
        .map(
            dag ->
                new DagRow(
                    dag,
                    recent.getOrDefault(dag.dagId(), List.of()),
                    counts.getOrDefault(dag.dagId(), Map.of())))
        .toList();
  }

  private static Map<String, List<RecentRun>> recent(Sql sql, List<String> ids) {
    Map<String, List<RecentRun>> recent = new HashMap<>();
    sql.list(
        "select w.dag_id,"
            + RECENT_COLUMNS
            + """
            from unnest(?) as w(dag_id) cross join lateral (
              select * from dag_run a where a.dag_id = w.dag_id order by a.id desc limit ?) r
            order by w.dag_id, r.id desc
            """,
        row ->
            recent.computeIfAbsent(row.text("dag_id"), id -> new ArrayList<>()).add(recentRun(row)),
        Sql.texts(ids),
        DagRow.RECENT);
    return recent;
  }

  static RecentRun recentRun(Row row) throws SQLException {
    return new RecentRun(
        row.big("id"),
        row.text("run_id"),
        RunType.ofWireName(row.text("run_type")),
        RunState.ofWireName(row.text("state")),
        RunRows.dates(row),
        row.instantOrNull("start_date"),
        row.instantOrNull("end_date"));
  }
}
