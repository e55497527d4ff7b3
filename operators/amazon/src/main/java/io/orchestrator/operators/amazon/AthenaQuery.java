package io.orchestrator.operators.amazon;

import io.orchestrator.operator.TaskContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;

/**
 * One query from start to result, on behalf of one attempt: started once whatever dies, waited for
 * with growing pauses, and told about on the task page.
 */
final class AthenaQuery {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(40);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final double GROWTH = 1.5;
  private static final double DOLLARS_PER_BYTE = 5.0 / 1_000_000_000_000L;
  private static final long BILLED_AT_LEAST = 10_000_000L;
  private static final int PAGE = 1_000;

  /**
   * What to run.
   *
   * @param parameters values of the {@code ?} marks, as SQL literals
   */
  record Statement(
      String sql,
      String database,
      String workgroup,
      Optional<String> outputLocation,
      List<String> parameters,
      int maxRows) {}

  private final AthenaClient athena;
  private final TaskContext context;

  AthenaQuery(AthenaClient athena, TaskContext context) {
    this.athena = athena;
    this.context = context;
  }

  AthenaResult run(Statement statement, String token)
      throws AthenaQueryFailedException, InterruptedException {
    String id = attachOrStart(statement, token);
    QueryExecution ended = await(id);
    describe(ended);
    QueryExecutionState state = ended.status().state();
    if (state != QueryExecutionState.SUCCEEDED) {
      String reason =
          Optional.ofNullable(ended.status().stateChangeReason()).orElse("no reason given");
      throw new AthenaQueryFailedException(id, state.toString(), reason);
    }
    return result(ended, statement.maxRows());
  }

  /** A worker that takes over finds the id its predecessor stored and goes on waiting. */
  private String attachOrStart(Statement statement, String token) {
    Optional<String> running =
        context.externalId().filter(known -> known.startsWith(prefix(token)));
    if (running.isPresent()) {
      String id = running.get().substring(prefix(token).length());
      context.log("Attached again to Athena query {}", id);
      return id;
    }
    String id =
        athena
            .startQueryExecution(
                q -> {
                  q.queryString(statement.sql())
                      .clientRequestToken(token)
                      .workGroup(statement.workgroup())
                      .queryExecutionContext(c -> c.database(statement.database()));
                  statement
                      .outputLocation()
                      .ifPresent(to -> q.resultConfiguration(r -> r.outputLocation(to)));
                  if (!statement.parameters().isEmpty()) {
                    q.executionParameters(statement.parameters());
                  }
                })
            .queryExecutionId();
    context.rememberExternalId(prefix(token) + id);
    context.log("Athena query {} started in workgroup {}", id, statement.workgroup());
    return id;
  }

  /** Several queries of one attempt share its one external id: the token tells them apart. */
  private static String prefix(String token) {
    return "athena:" + Integer.toHexString(token.hashCode()) + ":";
  }

  private QueryExecution await(String id) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    QueryExecutionState last = null;
    while (true) {
      QueryExecution query = athena.getQueryExecution(q -> q.queryExecutionId(id)).queryExecution();
      QueryExecutionState state = query.status().state();
      if (state != last) {
        context.log("State {}", state);
        last = state;
      }
      switch (state) {
        case SUCCEEDED, FAILED, CANCELLED -> {
          return query;
        }
        case QUEUED, RUNNING, UNKNOWN_TO_SDK_VERSION -> context.pause(pause);
      }
      Duration grown = Duration.ofMillis(Math.round(pause.toMillis() * GROWTH));
      pause = grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
    }
  }

  private void describe(QueryExecution query) {
    long scanned = scanned(query);
    context.note("athena_query_id", query.queryExecutionId());
    context.note("athena_state", query.status().state().toString());
    context.note("athena_scanned_bytes", scanned);
    context.note("athena_run_ms", runMillis(query));
    double dollars = Math.max(scanned, BILLED_AT_LEAST) * DOLLARS_PER_BYTE;
    context.note("athena_cost_usd", String.format(Locale.ROOT, "%.6f", dollars));
    if (query.resultConfiguration() != null) {
      context.note("athena_output", query.resultConfiguration().outputLocation());
    }
    context.log(
        "Query {} ended {} after {} ms, {} bytes scanned",
        query.queryExecutionId(),
        query.status().state(),
        runMillis(query),
        scanned);
  }

  private AthenaResult result(QueryExecution query, int maxRows) {
    List<List<String>> rows = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    boolean more = false;
    String next = null;
    do {
      String token = next;
      GetQueryResultsResponse page =
          athena.getQueryResults(
              q -> q.queryExecutionId(query.queryExecutionId()).nextToken(token).maxResults(PAGE));
      if (columns.isEmpty() && page.resultSet().resultSetMetadata() != null) {
        page.resultSet().resultSetMetadata().columnInfo().stream()
            .map(ColumnInfo::name)
            .forEach(columns::add);
      }
      for (Row row : page.resultSet().rows()) {
        rows.add(texts(row));
      }
      next = page.nextToken();
      // One row more than wanted: the first may be the header.
      more = rows.size() > maxRows + 1;
    } while (next != null && !more);
    if (!rows.isEmpty() && rows.get(0).equals(columns)) {
      rows.remove(0);
    }
    boolean truncated = rows.size() > maxRows || next != null;
    List<List<String>> kept = rows.size() > maxRows ? rows.subList(0, maxRows) : rows;
    return new AthenaResult(
        query.queryExecutionId(),
        columns,
        kept,
        truncated,
        scanned(query),
        runMillis(query),
        query.resultConfiguration() == null ? "" : query.resultConfiguration().outputLocation());
  }

  private static List<String> texts(Row row) {
    return row.data().stream()
        .map(Datum::varCharValue)
        .map(value -> value == null ? "" : value)
        .toList();
  }

  private static long scanned(QueryExecution query) {
    Long bytes = query.statistics() == null ? null : query.statistics().dataScannedInBytes();
    return bytes == null ? 0 : bytes;
  }

  private static long runMillis(QueryExecution query) {
    Long millis =
        query.statistics() == null ? null : query.statistics().engineExecutionTimeInMillis();
    return millis == null ? 0 : millis;
  }

  /** Athena wants 32 to 128 characters; equal for every worker of one try and one statement. */
  static String token(String idempotencyKey, String sql) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((idempotencyKey + "\n" + sql).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
