package io.orchestrator.operators.amazon;

import io.orchestrator.operator.TaskContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/**
 * Where the tables that a statement names keep their data. Each table is looked up once per worker,
 * so that a query does not cost a further request each time.
 */
record TableLocations(AthenaClient athena, TaskContext context) {
  private static final String CATALOG = "AwsDataCatalog";
  private static final int MOST_TABLES = 5;
  private static final Pattern NAMED =
      Pattern.compile(
          "\\b(?:FROM|JOIN|INTO|ALTER\\s+TABLE|REPAIR\\s+TABLE)\\s+"
              + "[`\"]?(\\w+)[`\"]?(?:\\.[`\"]?(\\w+)[`\"]?)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CREATED =
      Pattern.compile(
          "CREATE\\s+EXTERNAL\\s+TABLE\\b.*?\\bLOCATION\\s+'([^']*)'",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Map<AthenaClient, Map<String, Optional<String>>> KNOWN =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Location by what to call the table. Tables that cannot be looked up are left out. */
  Map<String, String> of(QueryExecution query) {
    String sql = String.valueOf(query.query());
    Map<String, String> locations = new LinkedHashMap<>();
    Matcher created = CREATED.matcher(sql);
    if (created.find()) {
      locations.put("the new table", created.group(1));
      return locations;
    }
    Map<String, Optional<String>> known =
        KNOWN.computeIfAbsent(athena, client -> new ConcurrentHashMap<>());
    for (String table : tables(sql, database(query))) {
      known
          .computeIfAbsent(table, this::lookUp)
          .ifPresent(location -> locations.put("table " + table, location));
    }
    return locations;
  }

  private static Optional<String> database(QueryExecution query) {
    return Optional.ofNullable(query.queryExecutionContext()).map(c -> c.database());
  }

  /** Names with their database; bare ones without a known database are left out. */
  private static Set<String> tables(String sql, Optional<String> database) {
    Set<String> tables = new LinkedHashSet<>();
    Matcher names = NAMED.matcher(sql);
    while (names.find() && tables.size() < MOST_TABLES) {
      String first = names.group(1);
      String second = names.group(2);
      if (second != null) {
        tables.add(first + "." + second);
      } else {
        database.ifPresent(name -> tables.add(name + "." + first));
      }
    }
    return tables;
  }

  /** Only a warning hangs on it: a missing permission must not fail a query that succeeded. */
  private Optional<String> lookUp(String table) {
    String[] parts = table.split("\\.", 2);
    try {
      return Optional.ofNullable(
          athena
              .getTableMetadata(
                  t -> t.catalogName(CATALOG).databaseName(parts[0]).tableName(parts[1]))
              .tableMetadata()
              .parameters()
              .get("location"));
    } catch (SdkException e) {
      context.log(
          "Whether results lie among the data of {} is not known: {}",
          table,
          String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
