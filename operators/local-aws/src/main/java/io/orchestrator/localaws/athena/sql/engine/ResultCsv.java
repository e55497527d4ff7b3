package io.orchestrator.localaws.athena.sql.engine;

import io.orchestrator.localaws.athena.sql.functions.TypeNames;
import io.orchestrator.localaws.athena.sql.tables.ResultColumn;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a result as Athena does: a header, every value in quotes, nothing at all for null. */
final class ResultCsv {
  private ResultCsv() {}

  /** Writes the rows and says what columns they have. */
  static List<ResultColumn> write(ResultSet rows, Path file) throws SQLException {
    ResultSetMetaData metadata = rows.getMetaData();
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      columns.add(
          new ResultColumn(
              metadata.getColumnLabel(i), TypeNames.shown(metadata.getColumnTypeName(i))));
    }
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < columns.size(); i++) {
        out.write((i == 0 ? "" : ",") + quoted(columns.get(i).name()));
      }
      out.write('\n');
      while (rows.next()) {
        for (int i = 1; i <= columns.size(); i++) {
          String value = value(rows, i, columns.get(i - 1));
          out.write(i == 1 ? "" : ",");
          if (value != null) {
            out.write(quoted(value));
          }
        }
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file, e);
    }
    return columns;
  }

  private static @Nullable String value(ResultSet rows, int place, ResultColumn column)
      throws SQLException {
    String value = Values.text(rows.getObject(place));
    return value != null && column.type().startsWith("interval") ? Intervals.text(value) : value;
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\"", "\"\"") + "\"";
  }
}
