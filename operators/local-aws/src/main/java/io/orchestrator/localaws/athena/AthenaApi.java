package io.orchestrator.localaws.athena;

import io.orchestrator.localaws.athena.catalog.Catalog;
import io.orchestrator.localaws.athena.error.ApiException;
import io.orchestrator.localaws.athena.execution.Executions;
import io.orchestrator.localaws.athena.execution.QueryRecord;
import io.orchestrator.localaws.athena.execution.ResultFile;
import io.orchestrator.localaws.athena.execution.StartRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The operations of Athena, from request to answer. */
final class AthenaApi {
  private static final String CATALOG = "AwsDataCatalog";
  private static final String PRIMARY = "primary";
  private static final int PAGE = 1_000;
  private static final int IDS = 50;

  private final Executions executions;
  private final Catalog catalog;
  private final Shapes shapes = new Shapes();

  AthenaApi(Executions executions, Catalog catalog) {
    this.executions = executions;
    this.catalog = catalog;
  }

  Map<String, Object> call(String operation, JsonNode request) {
    return switch (operation) {
      case "StartQueryExecution" -> start(request);
      case "GetQueryExecution" ->
          Map.of(
              "QueryExecution", shapes.query(executions.query(text(request, "QueryExecutionId"))));
      case "BatchGetQueryExecution" -> batchGet(request);
      case "StopQueryExecution" -> {
        executions.stop(text(request, "QueryExecutionId"));
        yield Map.of();
      }
      case "GetQueryResults" -> results(request);
      case "ListQueryExecutions" ->
          page("QueryExecutionIds", executions.list(workgroup(request)), request, IDS);
      case "GetWorkGroup" -> Map.of("WorkGroup", workGroup(text(request, "WorkGroup")));
      case "ListWorkGroups" ->
          Map.of("WorkGroups", List.of(Map.of("Name", PRIMARY, "State", "ENABLED")));
      case "ListDataCatalogs" ->
          Map.of("DataCatalogsSummary", List.of(Map.of("CatalogName", CATALOG, "Type", "GLUE")));
      case "GetDatabase" -> Map.of("Database", Map.of("Name", database(request)));
      case "ListDatabases" ->
          page(
              "DatabaseList",
              catalog.databases().stream().map(name -> Map.of("Name", name)).toList(),
              request,
              IDS);
      case "GetTableMetadata" -> table(request);
      case "ListTableMetadata" ->
          page(
              "TableMetadataList",
              catalog.tables(database(request)).stream().map(shapes::table).toList(),
              request,
              IDS);
      default ->
          throw ApiException.client(
              "UnknownOperationException", "Local AWS does not know " + operation);
    };
  }

  private Map<String, Object> start(JsonNode request) {
    List<String> parameters = new ArrayList<>();
    request.path("ExecutionParameters").forEach(value -> parameters.add(value.asString("")));
    String database = text(request.path("QueryExecutionContext"), "Database");
    String id =
        executions.start(
            new StartRequest(
                text(request, "QueryString"),
                text(request, "ClientRequestToken"),
                database.isEmpty() ? Catalog.DEFAULT_DATABASE : database.toLowerCase(Locale.ROOT),
                workgroup(request),
                text(request.path("ResultConfiguration"), "OutputLocation"),
                parameters));
    return Map.of("QueryExecutionId", id);
  }

  private Map<String, Object> batchGet(JsonNode request) {
    List<Object> found = new ArrayList<>();
    List<Object> missing = new ArrayList<>();
    for (JsonNode node : request.path("QueryExecutionIds")) {
      String id = node.asString("");
      executions
          .find(id)
          .ifPresentOrElse(
              query -> found.add(shapes.query(query)),
              () ->
                  missing.add(
                      Map.of(
                          "QueryExecutionId",
                          id,
                          "ErrorCode",
                          "INVALID_INPUT",
                          "ErrorMessage",
                          "QueryExecution " + id + " was not found")));
    }
    return Map.of("QueryExecutions", found, "UnprocessedQueryExecutionIds", missing);
  }

  private Map<String, Object> results(JsonNode request) {
    int limit = request.path("MaxResults").asInt(PAGE);
    if (limit < 1 || limit > PAGE) {
      throw ApiException.invalid("MaxResults is more than maximum allowed length " + PAGE);
    }
    long offset = offset(request);
    ResultFile result = executions.result(text(request, "QueryExecutionId"));
    ResultFile.Page page = result.page(offset, limit);
    QueryRecord query = result.query();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "ResultSet",
        Map.of(
            "Rows",
            page.rows().stream().map(AthenaApi::row).toList(),
            "ResultSetMetadata",
            Map.of("ColumnInfo", result.columns().stream().map(shapes::column).toList())));
    answer.put("UpdateCount", query.figures().rows());
    if (page.more()) {
      answer.put("NextToken", Long.toString(offset + limit));
    }
    return answer;
  }

  private static Map<String, Object> row(List<@Nullable String> values) {
    List<Object> data = new ArrayList<>();
    for (String value : values) {
      data.add(value == null ? Map.of() : Map.of("VarCharValue", value));
    }
    return Map.of("Data", data);
  }

  private Map<String, Object> table(JsonNode request) {
    String database = database(request);
    String name = text(request, "TableName").toLowerCase(Locale.ROOT);
    return Map.of(
        "TableMetadata",
        shapes.table(
            catalog
                .table(database, name)
                .orElseThrow(
                    () ->
                        ApiException.client(
                            "MetadataException",
                            "EntityNotFoundException: Entity Not Found: %s.%s"
                                .formatted(database, name)))));
  }

  private String database(JsonNode request) {
    String name = text(request, "DatabaseName").toLowerCase(Locale.ROOT);
    if (!catalog.hasDatabase(name)) {
      throw ApiException.client(
          "MetadataException", "EntityNotFoundException: Database " + name + " not found.");
    }
    return name;
  }

  private static Map<String, Object> workGroup(String name) {
    if (!name.equals(PRIMARY)) {
      throw ApiException.invalid("WorkGroup " + name + " is not found.");
    }
    return Map.of(
        "Name",
        PRIMARY,
        "State",
        "ENABLED",
        "Configuration",
        Map.of(
            "EnforceWorkGroupConfiguration",
            false,
            "EngineVersion",
            Map.of("EffectiveEngineVersion", "Athena engine version 3")));
  }

  private static String workgroup(JsonNode request) {
    String name = text(request, "WorkGroup");
    if (!name.isEmpty() && !name.equals(PRIMARY)) {
      throw ApiException.invalid("WorkGroup " + name + " is not found.");
    }
    return PRIMARY;
  }

  private static Map<String, Object> page(String name, List<?> all, JsonNode request, int most) {
    int limit = Math.min(most, Math.max(1, request.path("MaxResults").asInt(most)));
    int from = (int) Math.min(offset(request), all.size());
    int to = Math.min(all.size(), from + limit);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(name, all.subList(from, to));
    if (to < all.size()) {
      answer.put("NextToken", Integer.toString(to));
    }
    return answer;
  }

  private static long offset(JsonNode request) {
    String token = text(request, "NextToken");
    if (token.isEmpty()) {
      return 0;
    }
    if (!token.matches("\\d{1,15}")) {
      throw ApiException.invalid("NextToken is not valid");
    }
    return Long.parseLong(token);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
