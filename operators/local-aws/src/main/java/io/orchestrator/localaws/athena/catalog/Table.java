package io.orchestrator.localaws.athena.catalog;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A table or view.
 *
 * @param columns without the partition keys
 * @param location {@code s3://bucket/prefix/}; empty for a view
 * @param serde properties of the row format, by Hive's names
 * @param properties of TBLPROPERTIES
 * @param viewSql empty for a table
 * @param created milliseconds since 1970
 */
public record Table(
    String database,
    String name,
    List<Column> columns,
    List<Column> keys,
    TableFormat format,
    String location,
    Map<String, String> serde,
    Map<String, String> properties,
    List<Partition> partitions,
    String viewSql,
    long created) {
  public Table {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
    serde = Map.copyOf(serde);
    properties = Map.copyOf(properties);
    partitions = List.copyOf(partitions);
  }

  public Table withPartitions(List<Partition> others) {
    return new Table(
        database,
        name,
        columns,
        keys,
        format,
        location,
        serde,
        properties,
        others,
        viewSql,
        created);
  }

  /** All columns, the partition keys last, as a query sees them. */
  public List<Column> allColumns() {
    return Stream.concat(columns.stream(), keys.stream()).toList();
  }

  public String qualifiedName() {
    return database + "." + name;
  }
}
