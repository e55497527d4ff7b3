package io.orchestrator.web.bench.chaos;

import io.orchestrator.tasklog.FileTaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.web.bench.chaos.History.Change;
import io.orchestrator.web.bench.chaos.History.Instance;
import io.orchestrator.web.bench.chaos.History.Run;
import io.orchestrator.web.bench.chaos.History.RunKey;
import io.orchestrator.web.bench.chaos.History.Task;
import io.orchestrator.web.bench.chaos.History.Told;
import io.orchestrator.web.bench.chaos.History.Try;
import io.orchestrator.web.bench.chaos.History.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a history when all is quiet: the database lives, the workers have shipped their logs. */
record HistoryReader(ChaosHome home) {
  private static final int PAGE = 4 * 1024 * 1024;

  /** Reads one row. */
  private interface Reading<T> {
    T row(ResultSet row) throws SQLException;
  }

  History read(History.Done done) throws SQLException, IOException {
    List<Words> words = words();
    return new History(
        list(
            "select dag_id, run_id, state, logical_date from dag_run",
            row -> new Run(run(row), row.getString(3), moment(row, 4))),
        instances(),
        changes(),
        words,
        logs(words),
        done);
  }

  private List<Instance> instances() throws SQLException {
    return list(
        """
        select t.dag_id, r.run_id, t.task_id, t.state, t.external_id, coalesce(f.try_number, 0),
          array_to_string(array(select jsonb_object_keys(f.notes)), ' ')
        from task_instance t join dag_run r on r.id = t.run_pk
        left join task_report f on f.task_instance_id = t.id
        """,
        row ->
            new Instance(
                task(row),
                row.getString(4),
                new Told(row.getString(5), row.getInt(6), List.of(row.getString(7).split(" ")))));
  }

  /** Moments of runs that a schedule has made, first and last; empty before the first. */
  Optional<Instant> latestDate(String dagId) throws SQLException {
    return list(
            "select max(logical_date) from dag_run where dag_id = '" + dagId + "'",
            row -> Optional.ofNullable(moment(row, 1)))
        .get(0);
  }

  /** How many runs have not ended. */
  long open() throws SQLException {
    return list(
            "select count(*) from dag_run where state in ('queued', 'running')",
            row -> row.getLong(1))
        .get(0);
  }

  /** How many DAGs of the mix are there. */
  long dags() throws SQLException {
    return list("select count(*) from dag where not stale", row -> row.getLong(1)).get(0);
  }

  private List<Change> changes() throws SQLException {
    return list(
        "select dag_id, run_id, task_id, seq, at, event, try_number, old_state, new_state"
            + " from audit where task_id is not null and new_state is not null order by seq",
        row ->
            new Change(
                row.getLong(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getString(6),
                new Try(task(row), row.getInt(7)),
                row.getString(8),
                row.getString(9)));
  }

  private <T> List<T> list(String query, Reading<T> reading) throws SQLException {
    try (Connection connection = home.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reading.row(rows));
      }
      return all;
    }
  }

  private static RunKey run(ResultSet row) throws SQLException {
    return new RunKey(row.getString(1), row.getString(2));
  }

  private static Task task(ResultSet row) throws SQLException {
    return new Task(run(row), row.getString(3));
  }

  private static @Nullable Instant moment(ResultSet row, int column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private List<Words> words() throws IOException {
    return Files.readAllLines(home.witness()).stream().map(Words::read).toList();
  }

  private Map<Try, List<String>> logs(List<Words> words) {
    TaskLogReader reader =
        new TaskLogReader(new FileTaskLogHandler(home.logs()), Optional.of(home.spool()));
    Map<Try, List<String>> logs = new HashMap<>();
    words.stream()
        .filter(w -> w.what().equals("alive"))
        .map(Words::by)
        .distinct()
        .forEach(of -> logs.put(of, lines(reader, of)));
    return logs;
  }

  private static List<String> lines(TaskLogReader reader, Try of) {
    TaskLogKey key =
        new TaskLogKey(
            of.task().run().dagId(), of.task().run().runId(), of.task().taskId(), -1, of.number());
    return reader.read(key, TaskLogReader.START, PAGE).text().lines().toList();
  }
}
