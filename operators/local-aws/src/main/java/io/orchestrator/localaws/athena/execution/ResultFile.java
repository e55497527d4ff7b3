package io.orchestrator.localaws.athena.execution;

import io.orchestrator.localaws.athena.error.ApiException;
import io.orchestrator.localaws.athena.sql.tables.ResultColumn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of a query as it lies in the store, read page by page. */
public final class ResultFile {
  private final QueryRecord query;
  private final Path file;

  ResultFile(QueryRecord query, Path file) {
    this.query = query;
    this.file = file;
  }

  /** Some rows; a null value is SQL's null. */
  public record Page(List<List<@Nullable String>> rows, boolean more) {}

  public QueryRecord query() {
    return query;
  }

  public List<ResultColumn> columns() {
    return query.columns();
  }

  /** Rows from a place on; the first row of a select is its header. */
  public Page page(long offset, int limit) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      CsvReader csv = new CsvReader(reader);
      boolean table = query.kind().equals("DML");
      long at = 0;
      while (true) {
        Optional<List<@Nullable String>> row = table ? csv.next() : line(reader);
        if (row.isEmpty()) {
          return new Page(rows, false);
        }
        if (rows.size() == limit) {
          return new Page(rows, true);
        }
        if (at++ >= offset) {
          rows.add(row.get());
        }
      }
    } catch (NoSuchFileException e) {
      throw ApiException.invalid("Could not find results: " + query.output() + " is gone");
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file, e);
    }
  }

  private static Optional<List<@Nullable String>> line(BufferedReader reader) throws IOException {
    String line = reader.readLine();
    if (line == null) {
      return Optional.empty();
    }
    List<@Nullable String> row = new ArrayList<>();
    row.add(line);
    return Optional.of(row);
  }
}
