package io.orchestrator.localaws.athena.sql.writer;

import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** SQL for the engine as it grows, and which place of the user's statement each part comes from. */
public final class SqlWriter {
  private final StringBuilder text = new StringBuilder();
  private final TreeMap<Integer, NodeLocation> places = new TreeMap<>();
  private int bytes;

  public SqlWriter add(String part) {
    text.append(part);
    bytes += part.getBytes(StandardCharsets.UTF_8).length;
    return this;
  }

  /** Notes that what follows stems from this node. */
  SqlWriter from(Node node) {
    node.getLocation().ifPresent(place -> places.put(bytes, place));
    return this;
  }

  <T> SqlWriter list(List<T> items, Consumer<T> write) {
    return list(items, ", ", write);
  }

  <T> SqlWriter list(List<T> items, String separator, Consumer<T> write) {
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        add(separator);
      }
      write.accept(items.get(i));
    }
    return this;
  }

  /** Begins with words of our own and goes on with another text and its places. */
  private SqlWriter around(String before, SqlWriter other, String after) {
    add(before);
    int shift = bytes;
    other.places.forEach((at, place) -> places.put(at + shift, place));
    return add(other.sql()).add(after);
  }

  /** A statement that tells the columns of a query. */
  public SqlWriter describing(SqlWriter query) {
    return around("DESCRIBE SELECT * FROM (", query, ")");
  }

  /** A statement that keeps the rows of a query in a table of the session. */
  public SqlWriter creating(String table, String columns, SqlWriter query) {
    return around(
        "CREATE TEMP TABLE " + table + " AS SELECT * FROM (",
        query,
        ") AS \"$query\"(" + columns + ")");
  }

  public String sql() {
    return text.toString();
  }

  /** The user's place of a byte of the written SQL. */
  public Optional<NodeLocation> place(int position) {
    return Optional.ofNullable(places.floorEntry(position)).map(Map.Entry::getValue);
  }

  public static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  public static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
