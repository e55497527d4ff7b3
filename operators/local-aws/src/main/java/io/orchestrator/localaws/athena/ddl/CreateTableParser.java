package io.orchestrator.localaws.athena.ddl;

import io.orchestrator.localaws.athena.catalog.Column;
import io.orchestrator.localaws.athena.catalog.TableFormat;
import io.orchestrator.localaws.athena.error.MalformedQueryException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what follows CREATE EXTERNAL. */
final class CreateTableParser {
  private static final Map<String, TableFormat> SERDES =
      Map.of(
          "org.apache.hadoop.hive.serde2.lazy.lazysimpleserde", TableFormat.DELIMITED,
          "org.apache.hadoop.hive.serde2.opencsvserde", TableFormat.OPEN_CSV,
          "org.openx.data.jsonserde.jsonserde", TableFormat.JSON,
          "org.apache.hive.hcatalog.data.jsonserde", TableFormat.JSON,
          "org.apache.hadoop.hive.ql.io.parquet.serde.parquethiveserde", TableFormat.PARQUET);

  private final Tokens tokens;
  private final Map<String, String> serde = new LinkedHashMap<>();
  private TableFormat format = TableFormat.DELIMITED;

  CreateTableParser(Tokens tokens) {
    this.tokens = tokens;
  }

  DdlStatement parse() {
    tokens.expect("table");
    boolean ifNotExists = tokens.accept("if", "not", "exists");
    DdlStatement.Name name = tokens.name();
    List<Column> columns = columns();
    if (tokens.accept("comment")) {
      tokens.string();
    }
    List<Column> keys = tokens.accept("partitioned", "by") ? columns() : List.of();
    distinct(columns, keys);
    rowFormat();
    storedAs();
    if (tokens.accept("with", "serdeproperties")) {
      serde.putAll(tokens.properties());
    }
    String location = "";
    if (tokens.accept("location")) {
      location = tokens.string();
    }
    Map<String, String> properties =
        tokens.accept("tblproperties") ? tokens.properties() : Map.of();
    return new DdlStatement.CreateTable(
        name,
        ifNotExists,
        columns,
        keys,
        format,
        serde,
        new DdlStatement.Storage(location, properties));
  }

  private void distinct(List<Column> columns, List<Column> keys) {
    Set<String> names = new HashSet<>();
    List<Column> all = new ArrayList<>(columns);
    all.addAll(keys);
    for (Column column : all) {
      if (!names.add(column.name())) {
        throw new MalformedQueryException(
            1, 1, "Column repeated in partitioning columns or columns: " + column.name());
      }
    }
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    tokens.expect("(");
    do {
      String name = tokens.identifier();
      String type = type();
      columns.add(new Column(name, type, tokens.accept("comment") ? tokens.string() : ""));
    } while (tokens.accept(","));
    tokens.expect(")");
    return columns;
  }

  /** A type as it is written, without blanks: {@code array<struct<a:int,b:string>>}. */
  private String type() {
    StringBuilder type = new StringBuilder();
    Token first = tokens.peek();
    int depth = 0;
    while (true) {
      Token token = tokens.peek();
      boolean outside = depth == 0;
      if (token.kind() == Token.Kind.END
          || (outside && (token.is(",") || token.is(")") || token.is("comment")))) {
        break;
      }
      if (token.is("(") || token.is("<")) {
        depth++;
      } else if (token.is(")") || token.is(">")) {
        depth--;
      }
      type.append(tokens.take().text().toLowerCase(Locale.ROOT));
    }
    String text = type.toString();
    if (!HiveTypes.known(text)) {
      throw new MalformedQueryException(
          first.line(), first.column(), "mismatched input '" + text + "'. Expecting: <type>");
    }
    return text;
  }

  private void rowFormat() {
    if (!tokens.accept("row", "format")) {
      return;
    }
    if (tokens.accept("serde")) {
      format = format(tokens.peek(), tokens.string());
      return;
    }
    tokens.expect("delimited");
    if (tokens.accept("fields", "terminated", "by")) {
      serde.put("field.delim", tokens.string());
    }
    if (tokens.accept("escaped", "by")) {
      serde.put("escape.delim", tokens.string());
    }
    if (tokens.accept("collection", "items", "terminated", "by")) {
      serde.put("collection.delim", tokens.string());
    }
    if (tokens.accept("map", "keys", "terminated", "by")) {
      serde.put("mapkey.delim", tokens.string());
    }
    if (tokens.accept("lines", "terminated", "by")) {
      String end = tokens.string();
      if (!end.equals("\n")) {
        throw new MalformedQueryException(
            1, 1, "LINES TERMINATED BY only supports newline '\\n' right now");
      }
    }
    if (tokens.accept("null", "defined", "as")) {
      serde.put("serialization.null.format", tokens.string());
    }
  }

  private void storedAs() {
    if (tokens.accept("with", "serdeproperties")) {
      serde.putAll(tokens.properties());
    }
    if (!tokens.accept("stored", "as")) {
      return;
    }
    if (tokens.accept("inputformat")) {
      String input = tokens.string();
      tokens.expect("outputformat");
      tokens.string();
      if (input.toLowerCase(Locale.ROOT).contains("parquet")) {
        format = TableFormat.PARQUET;
      }
    } else if (tokens.accept("parquet")) {
      format = TableFormat.PARQUET;
    } else if (!tokens.accept("textfile")) {
      throw tokens.mismatch("'INPUTFORMAT', 'PARQUET', 'TEXTFILE' (local AWS reads no other)");
    }
  }

  private static TableFormat format(Token place, String serde) {
    TableFormat known = SERDES.get(serde.toLowerCase(Locale.ROOT));
    if (known == null) {
      throw new MalformedQueryException(
          place.line(),
          place.column(),
          "Cannot validate serde: " + serde + " (local AWS reads " + SERDES.keySet() + ")");
    }
    return known;
  }
}
