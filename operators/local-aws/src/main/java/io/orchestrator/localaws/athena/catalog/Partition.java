package io.orchestrator.localaws.athena.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * A registered partition.
 *
 * @param values in the order of the table's partition keys
 * @param location {@code s3://bucket/prefix/}
 */
public record Partition(List<String> values, String location) {
  public Partition {
    values = List.copyOf(values);
  }

  /** Hive's name, such as {@code dt=2001-01-01/hour=3}. */
  public String name(List<Column> keys) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      parts.add(keys.get(i).name() + "=" + values.get(i));
    }
    return String.join("/", parts);
  }
}
