package io.orchestrator.web.bench.scenario;

import io.orchestrator.web.bench.installation.BenchDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A long history, made of the runs that an installation has had: each is copied again and again
 * with all that belongs to it, every copy an hour earlier. So its rows are those that the build
 * itself writes, whatever columns they have.
 */
final class Past {
  private static final int LONGEST_SECONDS = 900;
  private static final String RUNS = "dag_run";
  private static final String TASKS = "task_instance";

  /** What belongs to runs and their tasks, beside those. */
  private static final String BELONGING =
      """
      select c.table_name, bool_or(column_name = 'task_instance_id'), bool_or(column_name = 'run_pk')
      from information_schema.columns c
      join information_schema.tables t
        on t.table_schema = c.table_schema and t.table_name = c.table_name
      where c.table_schema = current_schema and t.table_type = 'BASE TABLE'
        and c.table_name not in ('dag_run', 'task_instance')
      group by c.table_name
      having bool_or(column_name in ('task_instance_id', 'run_pk'))
        or count(*) filter (where column_name in ('dag_id', 'run_id')) = 2
      order by 1
      """;

  private static final String COLUMNS =
      """
      select column_name, data_type, is_identity = 'YES', column_default
      from information_schema.columns
      where table_schema = current_schema and table_name = '%s' and is_generated = 'NEVER'
      order by ordinal_position
      """;

  private final Statement sql;

  private Past(Statement sql) {
    this.sql = sql;
  }

  /**
   * Makes at least so many task instances more.
   *
   * @return how many there are then
   */
  static long make(BenchDatabase database, long rows) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(LONGEST_SECONDS);
      return new Past(statement).make(rows);
    }
  }

  private long make(long rows) throws SQLException {
    sql.execute(
        "create temporary table old_run as select id from dag_run where end_date is not null");
    long each = number("select count(*) from task_instance t join old_run o on o.id = t.run_pk");
    if (each == 0) {
      throw new IllegalStateException("There is no run to make a history of.");
    }
    List<String> copying = copying();
    sql.getConnection().setAutoCommit(false);
    for (long copy = 1; (copy - 1) * each < rows; copy++) {
      for (String statement : copying) {
        sql.execute(statement.replace("@COPY@", Long.toString(copy)));
      }
      sql.getConnection().commit();
    }
    sql.getConnection().setAutoCommit(true);
    sql.execute("vacuum analyze");
    return number("select count(*) from task_instance");
  }

  private List<String> copying() throws SQLException {
    List<String> all = new ArrayList<>();
    all.add(
        "create temporary table run_copy on commit drop as select id as old, "
            + newId(RUNS)
            + " as new from old_run");
    all.add(
        "create temporary table task_copy on commit drop as select t.id as old, "
            + newId(TASKS)
            + " as new from task_instance t join run_copy r on r.old = t.run_pk");
    all.add("analyze run_copy");
    all.add("analyze task_copy");
    all.add(copy(RUNS, "run_copy r on r.old = t.id", Map.of("id", "r.new")));
    all.add(
        copy(
            TASKS,
            "task_copy k on k.old = t.id join run_copy r on r.old = t.run_pk",
            Map.of("id", "k.new", "run_pk", "r.new")));
    for (Belonging table : belonging()) {
      all.add(copy(table.name(), table.join(), table.changed()));
    }
    return all;
  }

  /** A table with rows of runs or of their tasks. */
  private record Belonging(String name, boolean ofTask, boolean ofRun) {

    String join() {
      if (ofTask) {
        return "task_copy k on k.old = t.task_instance_id";
      }
      return ofRun
          ? "run_copy r on r.old = t.run_pk"
          : "dag_run d on d.dag_id = t.dag_id and d.run_id = t.run_id"
              + " join run_copy r on r.old = d.id";
    }

    Map<String, String> changed() {
      if (ofTask) {
        return Map.of("task_instance_id", "k.new");
      }
      return ofRun ? Map.of("run_pk", "r.new") : Map.of();
    }
  }

  private List<Belonging> belonging() throws SQLException {
    List<Belonging> all = new ArrayList<>();
    try (ResultSet rows = sql.executeQuery(BELONGING)) {
      while (rows.next()) {
        all.add(new Belonging(rows.getString(1), rows.getBoolean(2), rows.getBoolean(3)));
      }
    }
    return all;
  }

  /** As the table makes them. */
  private String newId(String table) throws SQLException {
    try (ResultSet rows =
        sql.executeQuery(
            "select is_identity = 'YES', column_default from information_schema.columns where"
                + " table_schema = current_schema and column_name = 'id' and table_name = '"
                + table
                + "'")) {
      rows.next();
      return rows.getBoolean(1)
          ? "nextval(pg_get_serial_sequence('" + table + "', 'id'))"
          : rows.getString(2);
    }
  }

  /**
   * Copies rows.
   *
   * @param changed columns with what they become; the rest stays as it is, but moments are earlier
   *     and run ids are of this copy
   */
  private String copy(String table, String join, Map<String, String> changed) throws SQLException {
    Map<String, String> values = new LinkedHashMap<>();
    try (ResultSet rows = sql.executeQuery(COLUMNS.formatted(table))) {
      while (rows.next()) {
        String column = rows.getString(1);
        boolean made = rows.getBoolean(3) || (column.equals("id") && rows.getString(4) != null);
        if (changed.containsKey(column)) {
          values.put(column, changed.getOrDefault(column, ""));
        } else if (!made) {
          values.put(column, kept(column, rows.getString(2)));
        }
      }
    }
    return "insert into "
        + table
        + " ("
        + String.join(", ", values.keySet())
        + ") overriding system value select "
        + String.join(", ", values.values())
        + " from "
        + table
        + " t join "
        + join;
  }

  private static String kept(String column, String type) {
    if (type.equals("timestamp with time zone")) {
      return "t." + column + " - @COPY@ * interval '1 hour'";
    }
    return column.equals("run_id") ? "t.run_id || '_past_@COPY@'" : "t." + column;
  }

  private long number(String question) throws SQLException {
    try (ResultSet row = sql.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }
}
