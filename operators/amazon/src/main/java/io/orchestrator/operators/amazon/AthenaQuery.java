package io.orchestrator.operators.amazon;

import io.orchestrator.model.Sha256;
import io.orchestrator.operator.TaskContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/**
 * Queries from start to result, on behalf of one attempt: started once whatever dies, waited for
 * with growing pauses, and told about on the task page.
 */
final class AthenaQuery {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final double GROWTH = 1.5;
  private static final int TAG_LENGTH = 16;

  /**
   * What to run.
   *
   * @param parameters values of the {@code ?} marks, as SQL literals
   */
  record Statement(
      String sql,
      Optional<String> database,
      String workgroup,
      Optional<String> outputLocation,
      List<String> parameters) {}

  private final AthenaClient athena;
  private final AthenaFacts facts;
  private final TaskContext context;

  AthenaQuery(AthenaSite site, TaskContext context) {
    this.athena = site.client();
    this.facts = new AthenaFacts(site, context);
    this.context = context;
  }

  /**
   * Runs a statement to its end.
   *
   * @param maxRows most rows in the answer; with 0 they are not even fetched
   */
  AthenaResult run(Statement statement, int maxRows)
      throws AthenaQueryFailedException, InterruptedException {
    statement.sql().strip().lines().forEach(line -> context.log("  {}", line));
    String id = attachOrStart(statement);
    QueryExecution ended = await(id);
    facts.tell(ended);
    QueryExecutionState state = ended.status().state();
    if (state != QueryExecutionState.SUCCEEDED) {
      String reason =
          Optional.ofNullable(ended.status().stateChangeReason()).orElse("no reason given");
      throw new AthenaQueryFailedException(id, state.toString(), reason);
    }
    return result(ended, maxRows);
  }

  ResultPages pages(String queryId) {
    return new ResultPages(athena, queryId);
  }

  /** A worker that takes over finds the id its predecessor stored and goes on waiting. */
  private String attachOrStart(Statement statement) {
    String token = token(context.idempotencyKey(), statement);
    Optional<String> known =
        context
            .externalId()
            .filter(id -> id.startsWith(prefix(token)))
            .map(id -> id.substring(prefix(token).length()));
    if (known.isEmpty()) {
      return start(statement, token);
    }
    if (query(known.get()).status().state() != QueryExecutionState.CANCELLED) {
      context.log("Attached again to Athena query {}", known.get());
      return known.get();
    }
    // Under the same token Athena would answer with the cancelled query.
    context.log("Athena query {} was cancelled with its worker; it is started anew", known.get());
    String again = context.idempotencyKey() + "/" + context.tryNumber();
    return start(statement, token(again, statement));
  }

  private QueryExecution query(String id) {
    return athena.getQueryExecution(q -> q.queryExecutionId(id)).queryExecution();
  }

  private String start(Statement statement, String token) {
    String id =
        athena
            .startQueryExecution(
                q -> {
                  q.queryString(statement.sql())
                      .clientRequestToken(token)
                      .workGroup(statement.workgroup());
                  statement
                      .database()
                      .ifPresent(name -> q.queryExecutionContext(c -> c.database(name)));
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

  /** Several statements of one attempt share its one external id: the token tells them apart. */
  private static String prefix(String token) {
    return "athena:" + token.substring(0, TAG_LENGTH) + ":";
  }

  private QueryExecution await(String id) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    QueryExecutionState last = null;
    while (true) {
      QueryExecution query = query(id);
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

  private AthenaResult result(QueryExecution query, int maxRows) {
    String id = query.queryExecutionId();
    List<List<String>> rows = new ArrayList<>();
    List<String> columns = List.of();
    boolean truncated = false;
    if (maxRows > 0) {
      ResultPages pages = pages(id);
      while (rows.size() <= maxRows && pages.hasNext()) {
        rows.addAll(pages.next());
      }
      columns = pages.columns();
      truncated = rows.size() > maxRows || pages.hasNext();
    }
    return new AthenaResult(
        id,
        columns,
        rows.subList(0, Math.min(rows.size(), maxRows)),
        truncated,
        AthenaFacts.scannedBytes(query),
        AthenaFacts.runMillis(query),
        AthenaFacts.outputLocation(query).orElse(""));
  }

  /** Athena wants 32 to 128 characters; equal for every worker of one try and one statement. */
  static String token(String idempotencyKey, Statement statement) {
    return Sha256.of(idempotencyKey + "\n" + statement.sql() + "\n" + statement.parameters());
  }
}
