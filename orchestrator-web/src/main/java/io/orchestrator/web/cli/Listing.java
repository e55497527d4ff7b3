package io.orchestrator.web.cli;

import io.orchestrator.model.ExactJson;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints rows of the API as a table or, whole, as a JSON array. */
final class Listing {
  private static final JsonMapper JSON =
      ExactJson.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private final List<String> names = new ArrayList<>();
  private final List<Function<JsonNode, String>> cells = new ArrayList<>();

  Listing column(String name, Function<JsonNode, String> cell) {
    names.add(name);
    cells.add(cell);
    return this;
  }

  /** A column that shows one field. */
  Listing column(String name, String field) {
    return column(name, row -> text(row.path(field)));
  }

  /**
   * @param empty what a table says when there are no rows
   */
  void print(List<JsonNode> rows, OutputOption output, PrintWriter out, String empty) {
    if (output.json()) {
      out.println(JSON.writeValueAsString(rows));
      return;
    }
    if (rows.isEmpty()) {
      out.println(empty);
      return;
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(names);
    rows.forEach(row -> lines.add(cells.stream().map(c -> c.apply(row)).toList()));
    print(lines, out);
  }

  /** Lines of cells under one another; the first line is the heading. */
  static void print(List<List<String>> lines, PrintWriter out) {
    int columns = lines.get(0).size();
    List<Integer> widths = new ArrayList<>(Collections.nCopies(columns, 0));
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths.set(i, Math.max(widths.get(i), line.get(i).length()));
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        text.append(line.get(i)).append(" ".repeat(widths.get(i) - line.get(i).length() + 2));
      }
      out.println(text.toString().stripTrailing());
    }
  }

  static String json(Object value) {
    return JSON.writeValueAsString(value);
  }

  static String text(JsonNode value) {
    return value.isNull() || value.isMissingNode() ? "-" : value.asString();
  }

  /** A moment to the second. */
  static String moment(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "-";
    }
    try {
      return Instant.parse(value.asString()).truncatedTo(ChronoUnit.SECONDS).toString();
    } catch (DateTimeParseException unusual) {
      return value.asString();
    }
  }
}
