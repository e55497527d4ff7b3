package io.orchestrator.operators.amazon;

import io.orchestrator.operator.TaskContext;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StatementType;

/** What the task page says about a query that has ended. */
final class AthenaFacts {
  private static final double DOLLARS_PER_BYTE = 5.0 / 1_000_000_000_000L;
  private static final long BILLED_AT_LEAST = 10_000_000L;
  private static final Pattern TABLE_LOCATION =
      Pattern.compile(
          "CREATE\\s+EXTERNAL\\s+TABLE\\b.*?\\bLOCATION\\s+'([^']*)'",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final AthenaSite site;
  private final TaskContext context;

  AthenaFacts(AthenaSite site, TaskContext context) {
    this.site = site;
    this.context = context;
  }

  void tell(QueryExecution query) {
    String id = query.queryExecutionId();
    QueryExecutionState state = query.status().state();
    long scanned = scannedBytes(query);
    context.note("athena_query_id", id);
    context.note("athena_state", state.toString());
    context.note("athena_scanned_bytes", scanned);
    context.note("athena_run_ms", runMillis(query));
    context.note("athena_cost_usd", String.format(Locale.ROOT, "%.6f", dollars(query)));
    outputLocation(query).ifPresent(at -> context.note("athena_output", at));
    site.consoleLink(id).ifPresent(link -> context.note("athena_console", link));
    context.log(
        "Query {} ended {} after {} ms, {} bytes scanned", id, state, runMillis(query), scanned);
    resultsAmongData(query)
        .ifPresent(
            warning -> {
              context.warn("{}", warning);
              context.note("athena_warning", warning);
            });
  }

  /** Files of results below a table's location are read as rows of the table by later queries. */
  private static Optional<String> resultsAmongData(QueryExecution query) {
    Matcher table = TABLE_LOCATION.matcher(String.valueOf(query.query()));
    return outputLocation(query)
        .filter(output -> table.find() && output.startsWith(folder(table.group(1))))
        .map(
            output ->
                "Query results go to "
                    + output
                    + ", under the table's own location "
                    + table.group(1)
                    + ": later queries would read them as rows. Set outputLocation to a prefix"
                    + " outside of it.");
  }

  private static String folder(String location) {
    return location.endsWith("/") ? location : location + "/";
  }

  /** List price of us-east-1; statements that read no data and failed queries are free. */
  private static double dollars(QueryExecution query) {
    boolean billed =
        query.statementType() == StatementType.DML
            && query.status().state() != QueryExecutionState.FAILED;
    return billed ? Math.max(scannedBytes(query), BILLED_AT_LEAST) * DOLLARS_PER_BYTE : 0;
  }

  static long scannedBytes(QueryExecution query) {
    Long bytes = query.statistics() == null ? null : query.statistics().dataScannedInBytes();
    return bytes == null ? 0 : bytes;
  }

  static long runMillis(QueryExecution query) {
    Long millis =
        query.statistics() == null ? null : query.statistics().engineExecutionTimeInMillis();
    return millis == null ? 0 : millis;
  }

  static Optional<String> outputLocation(QueryExecution query) {
    return Optional.ofNullable(query.resultConfiguration()).map(r -> r.outputLocation());
  }
}
