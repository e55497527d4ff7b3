package io.orchestrator.store.postgres;

import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.Grid;
import io.orchestrator.store.Grid.GridRow;
import io.orchestrator.store.Grid.GridRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The grid in two queries. The second answers one row per task id with one text of pairs (run
 * number, letter): a hundred times fewer rows than cells, and nothing to sort.
 */
final class GridQuery {
  private static final int MOST_RUNS = 365;

  /** Run numbers travel as characters from here on, all of them valid and printable. */
  private static final int FIRST_NUMBER = 0x4e00;

  private static final String CELLS =
      """
      select t.task_id, string_agg(chr(? + n.number::integer) || m.letter, '') as cells
      from unnest(?) with ordinality as n(run_pk, number)
      join task_instance t on t.run_pk = n.run_pk
      join unnest(?, ?) as m(state, letter) on m.state = t.state
      group by t.task_id order by t.task_id
      """;

  private GridQuery() {}

  static Grid read(
      Sql sql, String dagId, int most, Optional<Long> beforeRunPk, Grid.Filter filter) {
    if (most < 1 || most > MOST_RUNS) {
      throw new IllegalArgumentException(
          "A grid shows 1 to " + MOST_RUNS + " runs, not " + most + ". Nothing was read.");
    }
    List<GridRun> found =
        sql.list(
            "select v.number as version_number,"
                + DagQueries.RECENT_COLUMNS
                + """
                from dag_run r join dag_version v on v.id = r.dag_version_id
                where r.dag_id = ? and r.id < ?
                """
                + (filter.states().isEmpty() ? "" : " and r.state = any(?)")
                + (filter.types().isEmpty() ? "" : " and r.run_type = any(?)")
                + " order by r.id desc limit ?",
            row -> new GridRun(DagQueries.recentRun(row), row.number("version_number")),
            arguments(dagId, most, beforeRunPk, filter));
    List<GridRun> runs = found.size() > most ? found.subList(0, most) : found;
    return new Grid(runs, rows(sql, runs), found.size() > most);
  }

  private static Object[] arguments(
      String dagId, int most, Optional<Long> beforeRunPk, Grid.Filter filter) {
    List<Object> arguments = new ArrayList<>();
    arguments.add(dagId);
    arguments.add(beforeRunPk.orElse(Long.MAX_VALUE));
    if (!filter.states().isEmpty()) {
      arguments.add(Sql.texts(filter.states().stream().map(RunState::wireName).toList()));
    }
    if (!filter.types().isEmpty()) {
      arguments.add(Sql.texts(filter.types().stream().map(RunType::wireName).toList()));
    }
    arguments.add(most + 1);
    return arguments.toArray();
  }

  private static List<GridRow> rows(Sql sql, List<GridRun> runs) {
    List<TaskState> states = List.of(TaskState.values());
    return sql.list(
        CELLS,
        row -> new GridRow(row.text("task_id"), cells(row.text("cells"), runs.size())),
        FIRST_NUMBER - 1,
        Sql.array("bigint", Columns.of(runs, run -> run.run().runPk())),
        Sql.texts(states.stream().map(TaskState::wireName).toList()),
        Sql.texts(states.stream().map(state -> String.valueOf(Grid.letter(state))).toList()));
  }

  /** Later letters are more urgent, so the greatest of several instances stays. */
  private static String cells(String pairs, int runs) {
    char[] cells = new char[runs];
    Arrays.fill(cells, Grid.ABSENT);
    for (int i = 0; i < pairs.length(); i += 2) {
      int run = pairs.charAt(i) - FIRST_NUMBER;
      char letter = pairs.charAt(i + 1);
      if (cells[run] == Grid.ABSENT || letter > cells[run]) {
        cells[run] = letter;
      }
    }
    return new String(cells);
  }
}
