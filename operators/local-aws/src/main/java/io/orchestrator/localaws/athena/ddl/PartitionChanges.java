package io.orchestrator.localaws.athena.ddl;

import io.orchestrator.localaws.athena.catalog.Catalog;
import io.orchestrator.localaws.athena.catalog.Column;
import io.orchestrator.localaws.athena.catalog.ObjectStore;
import io.orchestrator.localaws.athena.catalog.Partition;
import io.orchestrator.localaws.athena.catalog.Table;
import io.orchestrator.localaws.athena.ddl.DdlStatement.PartitionSpec;
import io.orchestrator.localaws.athena.error.QueryFailedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Adds, drops, finds and lists partitions. */
record PartitionChanges(Catalog catalog, ObjectStore store) {
  /** All of the statement's partitions or none. */
  void add(DdlStatement.AddPartitions add, DdlStatement.Name home) {
    catalog.change(
        home.database(),
        home.table(),
        table -> {
          Map<List<String>, Partition> all = byValues(table);
          int before = all.size();
          for (PartitionSpec spec : add.partitions()) {
            List<String> values = values(table, spec, true);
            String location =
                spec.location().isEmpty() ? defaultLocation(table, values) : spec.location();
            store.path(location);
            Partition added = new Partition(values, location);
            if (all.putIfAbsent(values, added) != null && !add.ifNotExists()) {
              throw QueryFailedException.ddl(
                  "AlreadyExistsException",
                  "Partition already exists: %s %s"
                      .formatted(table.qualifiedName(), added.name(table.keys())));
            }
          }
          return all.size() == before ? table : table.withPartitions(sorted(all));
        });
  }

  void drop(DdlStatement.DropPartitions drop, DdlStatement.Name home) {
    catalog.change(
        home.database(),
        home.table(),
        table -> {
          List<Partition> left = new ArrayList<>(table.partitions());
          for (PartitionSpec spec : drop.partitions()) {
            values(table, spec, false);
            if (!left.removeIf(partition -> matches(table, partition, spec)) && !drop.ifExists()) {
              throw new QueryFailedException(
                  "FAILED: SemanticException [Error 10006]: Partition not found ("
                      + spec.values()
                      + ")");
            }
          }
          return table.withPartitions(left);
        });
  }

  DdlResult show(Table table) {
    partitioned(table);
    return new DdlResult(
        "partition",
        table.partitions().stream().map(partition -> partition.name(table.keys())).toList());
  }

  /** Registers the folders {@code key=value/...} below the table that are not known yet. */
  DdlResult repair(Table seen) {
    partitioned(seen);
    List<String> lines = new ArrayList<>();
    catalog.change(
        seen.database(),
        seen.name(),
        table -> {
          Map<List<String>, Partition> all = byValues(table);
          TreeSet<String> missing = new TreeSet<>();
          for (List<String> values : found(table)) {
            Partition partition = new Partition(values, defaultLocation(table, values));
            if (all.putIfAbsent(values, partition) == null) {
              missing.add(table.name() + ":" + partition.name(table.keys()));
            }
          }
          if (missing.isEmpty()) {
            return table;
          }
          lines.add("Partitions not in metastore:\t" + String.join("\t", missing));
          missing.forEach(name -> lines.add("Repair: Added partition to metastore " + name));
          return table.withPartitions(sorted(all));
        });
    return new DdlResult("result", lines);
  }

  private List<List<String>> found(Table table) {
    Path root = store.path(table.location());
    List<List<String>> found = new ArrayList<>();
    for (Path file : store.files(directory(table.location()))) {
      Path relative = root.relativize(file);
      if (relative.getNameCount() <= table.keys().size()) {
        continue;
      }
      List<String> values = new ArrayList<>();
      for (int i = 0; i < table.keys().size(); i++) {
        String[] part = relative.getName(i).toString().split("=", 2);
        if (part.length == 2
            && part[0].toLowerCase(Locale.ROOT).equals(table.keys().get(i).name())) {
          values.add(unescaped(part[1]));
        }
      }
      if (values.size() == table.keys().size() && !found.contains(values)) {
        found.add(values);
      }
    }
    return found;
  }

  /** Hive writes signs that a folder name cannot carry as %XX. */
  private static String unescaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) == '%'
          && i + 2 < value.length()
          && value.substring(i + 1, i + 3).matches("\\p{XDigit}{2}")) {
        text.append((char) Integer.parseInt(value.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        text.append(value.charAt(i));
      }
    }
    return text.toString();
  }

  private static void partitioned(Table table) {
    if (table.keys().isEmpty()) {
      throw new QueryFailedException(
          "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Table "
              + table.qualifiedName()
              + " is not a partitioned table");
    }
  }

  private static List<String> values(Table table, PartitionSpec spec, boolean all) {
    List<String> names = table.keys().stream().map(Column::name).toList();
    if (!names.containsAll(spec.values().keySet())
        || (all && spec.values().size() != names.size())) {
      throw new QueryFailedException(
          ("FAILED: ValidationException [Error 10098]: partition spec %s doesn't match the"
                  + " partition columns %s of table %s")
              .formatted(spec.values(), names, table.qualifiedName()));
    }
    return names.stream().map(name -> spec.values().getOrDefault(name, "")).toList();
  }

  private static boolean matches(Table table, Partition partition, PartitionSpec spec) {
    for (int i = 0; i < table.keys().size(); i++) {
      String wanted = spec.values().get(table.keys().get(i).name());
      if (wanted != null && !wanted.equals(partition.values().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String defaultLocation(Table table, List<String> values) {
    return directory(table.location()) + new Partition(values, "").name(table.keys()) + "/";
  }

  private static String directory(String location) {
    return location.endsWith("/") ? location : location + "/";
  }

  private static Map<List<String>, Partition> byValues(Table table) {
    Map<List<String>, Partition> all = new LinkedHashMap<>();
    table.partitions().forEach(partition -> all.put(partition.values(), partition));
    return all;
  }

  private static List<Partition> sorted(Map<List<String>, Partition> all) {
    return all.values().stream()
        .sorted(Comparator.comparing(partition -> String.join("/", partition.values())))
        .toList();
  }
}
