package io.orchestrator.operators.amazon;

import io.orchestrator.operator.Operator;
import io.orchestrator.operator.TaskContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a query in Athena and waits for its end. A killed task cancels its query; a worker that
 * takes over attaches to the running one; a repeated start never runs it twice.
 *
 * <p>The text is a template. Values that people or other tasks give belong into {@link #parameter}:
 * they reach Athena as literals beside the text.
 */
public final class AthenaOperator implements Operator<AthenaResult> {
  private static final int DEFAULT_ROWS = 100;
  private static final int MOST_ROWS = 5_000;
  private final String query;
  private final String database;
  private final String outputLocation;
  private final String workgroup;
  private final String connectionId;
  private final List<String> parameters;
  private final int maxRows;

  private AthenaOperator(
      Texts texts, String workgroup, String connectionId, List<String> parameters, int maxRows) {
    this.query = texts.query();
    this.database = texts.database();
    this.outputLocation = texts.outputLocation();
    this.workgroup = workgroup;
    this.connectionId = connectionId;
    this.parameters = List.copyOf(parameters);
    this.maxRows = maxRows;
  }

  private record Texts(String query, String database, String outputLocation) {}

  /** A query; database {@code default}, workgroup {@code primary}, connection aws_default. */
  public static AthenaOperator query(String sql) {
    return new AthenaOperator(
        new Texts(sql, "default", ""), "primary", Aws.DEFAULT_CONNECTION, List.of(), DEFAULT_ROWS);
  }

  public AthenaOperator database(String name) {
    return with(new Texts(query, name, outputLocation), parameters, maxRows);
  }

  /** Prefix for result files. Keep it apart from the tables' own locations. */
  public AthenaOperator outputLocation(String prefix) {
    return with(new Texts(query, database, prefix), parameters, maxRows);
  }

  /** The value of the next {@code ?}: a template whose result is sent as a quoted literal. */
  public AthenaOperator parameter(String template) {
    List<String> more = new ArrayList<>(parameters);
    more.add(template);
    return with(new Texts(query, database, outputLocation), more, maxRows);
  }

  /** Most rows in the result, 0 to 5,000; all of them are in the output location. */
  public AthenaOperator maxRows(int rows) {
    if (rows < 0 || rows > MOST_ROWS) {
      throw new IllegalArgumentException("maxRows must be 0 to " + MOST_ROWS + ", not " + rows);
    }
    return with(new Texts(query, database, outputLocation), parameters, rows);
  }

  public AthenaOperator workgroup(String name) {
    return new AthenaOperator(texts(), name, connectionId, parameters, maxRows);
  }

  public AthenaOperator connection(String id) {
    return new AthenaOperator(texts(), workgroup, id, parameters, maxRows);
  }

  @Override
  public AthenaResult execute(TaskContext context) throws Exception {
    String sql = context.rendered("query");
    sql.strip().lines().forEach(line -> context.log("  {}", line));
    List<String> literals = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      literals.add(literal(context.rendered("parameter_" + (i + 1))));
    }
    String output = context.rendered("output_location");
    var statement =
        new AthenaQuery.Statement(
            sql,
            context.rendered("database"),
            workgroup,
            Optional.of(output).filter(o -> !o.isBlank()),
            literals,
            maxRows);
    String token = AthenaQuery.token(context.idempotencyKey(), sql + literals);
    return new AthenaQuery(Aws.athena(context, connectionId), context).run(statement, token);
  }

  @Override
  public void onKill(TaskContext context) {
    context
        .externalId()
        .ifPresent(
            known -> {
              String id = known.substring(known.lastIndexOf(':') + 1);
              Aws.athena(context, connectionId).stopQueryExecution(q -> q.queryExecutionId(id));
              context.log("Asked Athena to cancel query {}", id);
            });
  }

  @Override
  public Map<String, String> templates() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("query", query);
    fields.put("database", database);
    fields.put("output_location", outputLocation);
    for (int i = 0; i < parameters.size(); i++) {
      fields.put("parameter_" + (i + 1), parameters.get(i));
    }
    return fields;
  }

  /** Numbers as they are, everything else as a quoted SQL text. */
  static String literal(String value) {
    return value.matches("-?\\d{1,18}(\\.\\d{1,18})?")
        ? value
        : "'" + value.replace("'", "''") + "'";
  }

  private Texts texts() {
    return new Texts(query, database, outputLocation);
  }

  private AthenaOperator with(Texts texts, List<String> values, int rows) {
    return new AthenaOperator(texts, workgroup, connectionId, values, rows);
  }
}
