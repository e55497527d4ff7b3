package io.orchestrator.store.postgres;

import io.orchestrator.store.XComStore;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** XComs in the table {@code xcom}. */
record PostgresXComStore(Sql sql) implements XComStore {
  private static final String SELECT =
      "select run_pk, task_id, map_index, key, value, at from xcom";

  private record Entry(Values of, String key, String json) {}

  private static final Columns<Values> OWNER =
      Columns.<Values>none()
          .with("run_pk", "bigint", Values::runPk)
          .with("task_id", "text", Values::taskId)
          .with("map_index", "integer", Values::mapIndex);

  private static final Columns<Entry> FRESH =
      Columns.<Entry>none()
          .with("run_pk", "bigint", e -> e.of.runPk())
          .with("task_id", "text", e -> e.of.taskId())
          .with("map_index", "integer", e -> e.of.mapIndex())
          .with("key", "text", Entry::key)
          .with("value", "text", Entry::json);

  private static final String REPLACE =
      """
      with owner as materialized (select * from %s),
      fresh as materialized (select * from %s),
      gone as (
        delete from xcom x using owner o
        where x.run_pk = o.run_pk and x.task_id = o.task_id and x.map_index = o.map_index
          and not exists (
            select 1 from fresh n
            where n.run_pk = x.run_pk and n.task_id = x.task_id and n.map_index = x.map_index
              and n.key = x.key))
      insert into xcom (%s, at)
      select n.*, now() from fresh n
      on conflict (run_pk, task_id, map_index, key)
        do update set value = excluded.value, at = excluded.at
      """
          .formatted(OWNER.unnest("o"), FRESH.unnest("n"), FRESH.names());

  @Override
  public void replace(Collection<Values> all) {
    if (all.isEmpty()) {
      return;
    }
    List<Entry> fresh =
        all.stream()
            .flatMap(
                values ->
                    values.jsonByKey().entrySet().stream()
                        .map(e -> new Entry(values, e.getKey(), e.getValue())))
            .toList();
    List<@Nullable Object> args = OWNER.args(all);
    args.addAll(FRESH.args(fresh));
    sql.update(REPLACE, args.toArray());
  }

  @Override
  public Optional<XCom> find(long runPk, String taskId, int mapIndex, String key) {
    return sql.first(
        SELECT + " where run_pk = ? and task_id = ? and map_index = ? and key = ?",
        PostgresXComStore::xcom,
        runPk,
        taskId,
        mapIndex,
        key);
  }

  @Override
  public List<XCom> ofTask(long runPk, String taskId) {
    return sql.list(
        SELECT + " where run_pk = ? and task_id = ? order by map_index, key",
        PostgresXComStore::xcom,
        runPk,
        taskId);
  }

  @Override
  public List<XCom> ofRun(long runPk) {
    return sql.list(
        SELECT + " where run_pk = ? order by task_id, map_index, key",
        PostgresXComStore::xcom,
        runPk);
  }

  private static XCom xcom(Row row) throws SQLException {
    return new XCom(
        row.big("run_pk"),
        row.text("task_id"),
        row.number("map_index"),
        row.text("key"),
        row.text("value"),
        row.instant("at"));
  }
}
