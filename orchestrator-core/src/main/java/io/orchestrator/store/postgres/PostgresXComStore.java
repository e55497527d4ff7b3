package io.orchestrator.store.postgres;

import io.orchestrator.store.XComStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** XComs in the table {@code xcom}. */
final class PostgresXComStore implements XComStore {
  private static final String SELECT =
      "select run_pk, task_id, map_index, key, value, at from xcom";

  private final Sql sql;

  PostgresXComStore(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void replace(long runPk, String taskId, int mapIndex, Map<String, String> jsonByKey) {
    List<String> keys = jsonByKey.keySet().stream().sorted().toList();
    List<String> values = keys.stream().map(jsonByKey::get).toList();
    sql.update(
        """
        with gone as (
          delete from xcom
          where run_pk = ? and task_id = ? and map_index = ? and not key = any(?))
        insert into xcom (run_pk, task_id, map_index, key, value, at)
        select ?, ?, ?, n.key, n.value, now() from unnest(?, ?) as n(key, value)
        on conflict (run_pk, task_id, map_index, key)
          do update set value = excluded.value, at = excluded.at
        """,
        runPk,
        taskId,
        mapIndex,
        Sql.texts(keys),
        runPk,
        taskId,
        mapIndex,
        Sql.texts(keys),
        Sql.texts(values));
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
