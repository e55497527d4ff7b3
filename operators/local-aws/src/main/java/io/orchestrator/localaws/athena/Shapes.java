package io.orchestrator.localaws.athena;

import io.orchestrator.localaws.athena.catalog.Column;
import io.orchestrator.localaws.athena.catalog.Table;
import io.orchestrator.localaws.athena.catalog.TableFormat;
import io.orchestrator.localaws.athena.execution.QueryRecord;
import io.orchestrator.localaws.athena.execution.QueryState;
import io.orchestrator.localaws.athena.sql.tables.ResultColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The answers of the API in Athena's shapes. */
final class Shapes {
  private static final double MILLIS = 1_000.0;
  private static final Set<String> TEXTS = Set.of("varchar", "char", "string");
  private static final int LONGEST_TEXT = Integer.MAX_VALUE;
  private static final int USER_ERROR = 2;
  private static final int SYSTEM_ERROR = 1;
  private static final Map<String, String> ENGINE =
      Map.of(
          "SelectedEngineVersion", "AUTO",
          "EffectiveEngineVersion", "Athena engine version 3");

  Map<String, Object> query(QueryRecord query) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("QueryExecutionId", query.id());
    shape.put("Query", query.request().sql());
    shape.put("StatementType", query.kind());
    shape.put("WorkGroup", query.request().workgroup());
    shape.put("ResultConfiguration", Map.of("OutputLocation", query.output()));
    shape.put(
        "QueryExecutionContext",
        Map.of("Database", query.request().database(), "Catalog", "awsdatacatalog"));
    if (!query.request().parameters().isEmpty()) {
      shape.put("ExecutionParameters", query.request().parameters());
    }
    shape.put("Status", status(query));
    shape.put("Statistics", statistics(query.figures()));
    shape.put("EngineVersion", ENGINE);
    return shape;
  }

  private static Map<String, Object> status(QueryRecord query) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("State", query.state().name());
    status.put("SubmissionDateTime", query.submitted() / MILLIS);
    String reason = query.reason();
    if (!reason.isEmpty()) {
      status.put("StateChangeReason", reason);
    }
    if (query.completed() > 0) {
      status.put("CompletionDateTime", query.completed() / MILLIS);
    }
    if (query.state() == QueryState.FAILED) {
      int category = reason.startsWith("GENERIC_INTERNAL_ERROR") ? SYSTEM_ERROR : USER_ERROR;
      status.put(
          "AthenaError",
          Map.of("ErrorCategory", category, "Retryable", false, "ErrorMessage", reason));
    }
    return status;
  }

  private static Map<String, Object> statistics(QueryRecord.Figures figures) {
    return Map.of(
        "EngineExecutionTimeInMillis",
        figures.engineMillis(),
        "DataScannedInBytes",
        figures.scanned(),
        "QueryQueueTimeInMillis",
        figures.queuedMillis(),
        "QueryPlanningTimeInMillis",
        0,
        "ServiceProcessingTimeInMillis",
        0,
        "TotalExecutionTimeInMillis",
        figures.queuedMillis() + figures.engineMillis());
  }

  Map<String, Object> column(ResultColumn column) {
    String type = column.type().replaceAll("\\(.*", "");
    boolean text = TEXTS.contains(type);
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("CatalogName", "hive");
    shape.put("SchemaName", "");
    shape.put("TableName", "");
    shape.put("Name", column.name());
    shape.put("Label", column.name());
    shape.put("Type", type);
    shape.put("Precision", text ? LONGEST_TEXT : 0);
    shape.put("Scale", 0);
    shape.put("Nullable", "UNKNOWN");
    shape.put("CaseSensitive", text);
    return shape;
  }

  Map<String, Object> table(Table table) {
    Map<String, String> parameters = new LinkedHashMap<>(table.properties());
    parameters.put("EXTERNAL", "TRUE");
    parameters.put("location", table.location());
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("Name", table.name());
    shape.put("CreateTime", table.created() / MILLIS);
    shape.put("TableType", table.format() == TableFormat.VIEW ? "VIRTUAL_VIEW" : "EXTERNAL_TABLE");
    shape.put("Columns", columns(table.columns()));
    shape.put("PartitionKeys", columns(table.keys()));
    shape.put("Parameters", parameters);
    return shape;
  }

  private static List<Map<String, String>> columns(List<Column> columns) {
    return columns.stream()
        .map(
            column ->
                column.comment().isEmpty()
                    ? Map.of("Name", column.name(), "Type", column.type())
                    : Map.of(
                        "Name", column.name(), "Type", column.type(), "Comment", column.comment()))
        .toList();
  }
}
