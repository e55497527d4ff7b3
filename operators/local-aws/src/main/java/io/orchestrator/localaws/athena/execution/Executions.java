package io.orchestrator.localaws.athena.execution;

import io.orchestrator.localaws.athena.catalog.ObjectStore;
import io.orchestrator.localaws.athena.error.ApiException;
import io.orchestrator.localaws.athena.error.MalformedQueryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Starts, runs, stops and remembers queries. */
public final class Executions implements AutoCloseable {
  private static final int LONGEST_SQL_BYTES = 262_144;
  private static final int SHORTEST_TOKEN = 32;
  private static final int LONGEST_TOKEN = 128;
  private static final int AT_ONCE = 4;
  private static final int QUEUED = 200;
  private static final Duration TIME_OUT = Duration.ofMinutes(30);
  private static final String RESTARTED =
      "Query was running when local AWS stopped. Start it again. [ErrorCategory: 1]";

  private final QueryRunner runner;
  private final QueryJournal journal;
  private final ObjectStore store;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private final Map<String, RunningQuery> running = new HashMap<>();
  private final Map<String, QueryRecord> records = new LinkedHashMap<>();
  private final Map<String, String> idsByToken = new HashMap<>();
  private final ThreadPoolExecutor workers;
  private final ScheduledExecutorService timeouts = new ScheduledThreadPoolExecutor(1);

  /** Loads what is remembered; what was running when the process died has failed. */
  public Executions(
      Path folder, QueryRunner runner, ObjectStore store, InstantSource clock, Supplier<UUID> ids)
      throws IOException {
    this.runner = runner;
    this.store = store;
    this.clock = clock;
    this.ids = ids;
    this.journal = new QueryJournal(folder);
    this.workers =
        new ThreadPoolExecutor(
            AT_ONCE, AT_ONCE, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(QUEUED));
    for (QueryRecord found : journal.load()) {
      QueryRecord query = found;
      if (!query.state().ended()) {
        query = query.ended(QueryState.FAILED, RESTARTED, clock.millis(), query.figures());
        journal.keep(query);
      }
      remember(query);
    }
  }

  /** Starts a query, or finds the one that the same token started. */
  public String start(StartRequest request) {
    check(request);
    Plan plan;
    try {
      plan = runner.plan(request);
    } catch (MalformedQueryException e) {
      throw ApiException.malformed(String.valueOf(e.getMessage()));
    }
    synchronized (this) {
      String known = request.token().isEmpty() ? null : idsByToken.get(request.token());
      if (known != null) {
        if (!query(known).request().equals(request)) {
          throw ApiException.invalid("Idempotent parameters do not match");
        }
        return known;
      }
      return submit(request, plan);
    }
  }

  private String submit(StartRequest request, Plan plan) {
    String id = ids.get().toString();
    String separator = request.output().endsWith("/") ? "" : "/";
    String ending = plan instanceof Plan.Trino ? ".csv" : ".txt";
    QueryRecord query =
        new QueryRecord(
            id,
            request,
            plan.kind(),
            request.output() + separator + id + ending,
            QueryState.QUEUED,
            "",
            clock.millis(),
            0,
            QueryRecord.Figures.NONE,
            List.of());
    // Nobody else can fill the queue meanwhile: this is done under the lock.
    if (workers.getQueue().remainingCapacity() == 0) {
      throw ApiException.client(
          "TooManyRequestsException",
          "You have exceeded the limit for the number of queries you can run concurrently. Please"
              + " reduce the number of concurrent queries submitted.");
    }
    journal.keep(query);
    remember(query);
    RunningQuery work = new RunningQuery(query, plan, runner, clock, this::changed);
    running.put(id, work);
    work.endsWith(timeouts.schedule(work::timeOut, TIME_OUT.toMillis(), TimeUnit.MILLISECONDS));
    workers.execute(work);
    return id;
  }

  private synchronized void changed(QueryRecord query) {
    journal.keep(query);
    records.put(query.id(), query);
    if (query.state().ended()) {
      running.remove(query.id());
    }
  }

  private void remember(QueryRecord query) {
    records.put(query.id(), query);
    if (!query.request().token().isEmpty()) {
      idsByToken.put(query.request().token(), query.id());
    }
  }

  public synchronized QueryRecord query(String id) {
    QueryRecord query = records.get(id);
    if (query == null) {
      throw ApiException.invalid("QueryExecution " + id + " was not found");
    }
    return query;
  }

  public synchronized Optional<QueryRecord> find(String id) {
    return Optional.ofNullable(records.get(id));
  }

  /** The ids of a workgroup, youngest first. */
  public synchronized List<String> list(String workgroup) {
    List<String> found = new ArrayList<>();
    records.values().stream()
        .filter(query -> query.request().workgroup().equals(workgroup))
        .forEach(query -> found.add(0, query.id()));
    return found;
  }

  /** Ends a query that has not ended; of one that has, nothing changes. */
  public void stop(String id) {
    RunningQuery work;
    synchronized (this) {
      query(id);
      work = running.get(id);
    }
    if (work != null) {
      work.stop();
    }
  }

  /** The rows of a query that succeeded. */
  public ResultFile result(String id) {
    QueryRecord query = query(id);
    if (query.state() == QueryState.FAILED || query.state() == QueryState.CANCELLED) {
      throw ApiException.invalid(
          "Query did not finish successfully. Final query state: " + query.state());
    }
    if (query.state() != QueryState.SUCCEEDED) {
      throw ApiException.invalid("Query has not yet finished. Current state: " + query.state());
    }
    return new ResultFile(query, store.path(query.output()));
  }

  private static void check(StartRequest request) {
    if (request.sql().isBlank()) {
      throw ApiException.invalid("QueryString must not be empty");
    }
    if (request.sql().getBytes(StandardCharsets.UTF_8).length > LONGEST_SQL_BYTES) {
      throw ApiException.invalid("QueryString is longer than " + LONGEST_SQL_BYTES + " bytes");
    }
    int token = request.token().length();
    if (token != 0 && (token < SHORTEST_TOKEN || token > LONGEST_TOKEN)) {
      throw ApiException.invalid(
          "ClientRequestToken must have length from " + SHORTEST_TOKEN + " to " + LONGEST_TOKEN);
    }
    if (request.output().isEmpty()) {
      throw ApiException.invalid(
          "No output location provided. An output location is required either through the Workgroup"
              + " result configuration setting or as an API input.");
    }
  }

  @Override
  public void close() {
    timeouts.shutdownNow();
    List<RunningQuery> left;
    synchronized (this) {
      left = List.copyOf(running.values());
    }
    left.forEach(RunningQuery::abandon);
    workers.shutdownNow();
    try {
      workers.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
