package io.orchestrator.localaws.athena.execution;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Athena's CSV: every value in quotes, and nothing between two commas for null. */
record CsvReader(Reader reader) {
  Optional<List<@Nullable String>> next() throws IOException {
    int c = reader.read();
    if (c < 0) {
      return Optional.empty();
    }
    List<@Nullable String> row = new ArrayList<>();
    while (true) {
      if (c == '"') {
        StringBuilder value = new StringBuilder();
        c = quoted(value);
        row.add(value.toString());
      } else {
        row.add(null);
      }
      if (c != ',') {
        return Optional.of(row);
      }
      c = reader.read();
    }
  }

  /** Reads to the closing quote and gives the sign after it. */
  private int quoted(StringBuilder value) throws IOException {
    while (true) {
      int c = reader.read();
      if (c < 0) {
        throw new IOException("a result file ends within a value");
      }
      if (c == '"') {
        c = reader.read();
        if (c != '"') {
          return c;
        }
      }
      value.append((char) c);
    }
  }
}
