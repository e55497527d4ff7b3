package io.orchestrator.localaws.athena.ddl;

import io.orchestrator.localaws.athena.catalog.Column;
import io.orchestrator.localaws.athena.catalog.Table;
import io.orchestrator.localaws.athena.catalog.TableFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The statement that would make a table again. */
record CreateTableText(Table table) {
  private static final Map<TableFormat, String> SERDES =
      Map.of(
          TableFormat.OPEN_CSV, "org.apache.hadoop.hive.serde2.OpenCSVSerde",
          TableFormat.JSON, "org.openx.data.jsonserde.JsonSerDe",
          TableFormat.PARQUET, "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
          TableFormat.DELIMITED, "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe");

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (table.format() == TableFormat.VIEW) {
      lines.add("CREATE VIEW " + table.qualifiedName() + " AS");
      lines.addAll(List.of(table.viewSql().split("\n")));
      return lines;
    }
    lines.add("CREATE EXTERNAL TABLE `" + table.qualifiedName() + "`(");
    columns(lines, table.columns());
    if (!table.keys().isEmpty()) {
      lines.add("PARTITIONED BY ( ");
      columns(lines, table.keys());
    }
    lines.add("ROW FORMAT SERDE ");
    lines.add("  '" + SERDES.get(table.format()) + "' ");
    if (!table.serde().isEmpty()) {
      lines.add("WITH SERDEPROPERTIES ( ");
      properties(lines, table.serde());
    }
    if (table.format() == TableFormat.PARQUET) {
      lines.add("STORED AS PARQUET");
    }
    lines.add("LOCATION");
    lines.add("  '" + table.location() + "'");
    if (!table.properties().isEmpty()) {
      lines.add("TBLPROPERTIES (");
      properties(lines, table.properties());
    }
    return lines;
  }

  private static void columns(List<String> lines, List<Column> columns) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      String comment = column.comment().isEmpty() ? "" : " COMMENT " + quoted(column.comment());
      lines.add(
          "  `"
              + column.name()
              + "` "
              + column.type()
              + comment
              + (i + 1 == columns.size() ? ")" : ", "));
    }
  }

  private static void properties(List<String> lines, Map<String, String> properties) {
    List<String> pairs = new ArrayList<>();
    new TreeMap<>(properties)
        .forEach((key, value) -> pairs.add("  " + quoted(key) + "=" + quoted(value)));
    for (int i = 0; i < pairs.size(); i++) {
      lines.add(pairs.get(i) + (i + 1 == pairs.size() ? ")" : ", "));
    }
  }

  private static String quoted(String text) {
    return "'"
        + text.replace("\\", "\\\\").replace("'", "\\'").replace("\t", "\\t").replace("\n", "\\n")
        + "'";
  }
}
