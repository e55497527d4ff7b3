package io.orchestrator.web.ui;

import io.orchestrator.store.DagStore;
import io.orchestrator.store.RunStore;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.TaskStore.TaskFacts;
import io.orchestrator.store.WorkerStore.Member;
import io.orchestrator.store.XComStore.XCom;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The few ports that pages read beside {@link FixtureQueries}; any other call fails loudly. */
public final class FixtureStore implements Store {
  private final FixtureQueries queries;

  public FixtureStore(FixtureQueries queries) {
    this.queries = queries;
  }

  @Override
  public <T> T transact(Function<? super StoreTransaction, T> work) {
    return work.apply(
        answering(
            StoreTransaction.class,
            (name, args) ->
                switch (name) {
                  case "now" -> now();
                  case "dags" -> port(DagStore.class, this::dags);
                  case "tasks" -> port(io.orchestrator.store.TaskStore.class, this::tasks);
                  case "runs" -> port(RunStore.class, this::runs);
                  case "xcoms" -> port(io.orchestrator.store.XComStore.class, this::xcoms);
                  case "workers" -> port(io.orchestrator.store.WorkerStore.class, this::workers);
                  case "audit" ->
                      port(io.orchestrator.store.AuditStore.class, (n, a) -> Optional.empty());
                  default -> throw new UnsupportedOperationException(name);
                }));
  }

  @Override
  public Instant now() {
    return FixtureQueries.NOW;
  }

  private interface Answers {
    Object answer(String method, Object[] args);
  }

  private static <P> P port(Class<P> port, Answers answers) {
    return answering(port, answers);
  }

  private static <P> P answering(Class<P> port, Answers answers) {
    InvocationHandler handler =
        (proxy, method, args) ->
            method.getReturnType() == void.class
                ? null
                : answers.answer(method.getName(), args == null ? new Object[0] : args);
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  private Object dags(String method, Object[] args) {
    return switch (method) {
      case "importProblems" ->
          List.of(
              new DagStore.ImportProblem(
                  "dags",
                  "HelloDag.java",
                  "bad-cron",
                  14,
                  "The cron \"0 25 * * *\" is wrong: hour 25 is above 23.",
                  now()));
      case "loadWarnings" ->
          List.of(
              new DagStore.ImportProblem(
                  "dags", "FlightsDaily.java", "DAG006", 3, "there is no pool \"athna\"", now()));
      case "version" -> Optional.of(queries.version());
      case "find" -> queries.dag(String.valueOf(args[0])).map(row -> row.dag());
      case "versions" -> List.of(queries.version());
      case "setPaused" -> args[0].equals("flights_daily");
      case "code" ->
          Optional.of(
              new DagStore.DagCode(
                  DagStore.CodeKind.JAVA_SOURCE,
                  "FlightsDaily.java",
                  "ab12",
                  "class FlightsDaily {\n  // <script>alert(1)</script>\n}\n"));
      default -> throw new UnsupportedOperationException("dags." + method);
    };
  }

  private Object tasks(String method, Object[] args) {
    if (method.equals("apply")) {
      return List.of();
    }
    if (method.equals("facts")) {
      return new TaskFacts(
          Map.of("sql", "SELECT origin FROM flights WHERE dt = '2026-11-22'"),
          Map.of(
              "athena_query",
              Map.of("state", "FAILED", "scanned", "41.2 MB", "url", "https://example.com/q")),
          48_213L,
          "localhost");
    }
    throw new UnsupportedOperationException("tasks." + method);
  }

  private Object runs(String method, Object[] args) {
    return switch (method) {
      case "find" -> queries.run("flights_daily", String.valueOf(args[1])).map(row -> row.run());
      case "changeState" -> true;
      case "create" -> create((RunStore.NewRun) args[0]);
      case "snapshot" -> Optional.of(queries.snapshot((int) (100 - (Long) args[0])));
      default -> throw new UnsupportedOperationException("runs." + method);
    };
  }

  /** Every new run is the newest one of the fixture; the id {@code taken} conflicts. */
  private RunStore.Created create(RunStore.NewRun run) {
    return run.runId().equals("taken")
        ? new RunStore.Created.Conflict(queries.dagRun(0))
        : new RunStore.Created.Ok(queries.dagRun(0));
  }

  private Object xcoms(String method, Object[] args) {
    if (method.equals("find")) {
      return args[3].equals("return_value")
          ? Optional.of(new XCom(100, "x", -1, "return_value", "{\"flights\":1200}", now()))
          : Optional.empty();
    }
    if (method.equals("ofTask") || method.equals("ofRun")) {
      return List.of(new XCom(100, "x", -1, "return_value", "{\"flights\":1200}", now()));
    }
    throw new UnsupportedOperationException("xcoms." + method);
  }

  private Object workers(String method, Object[] args) {
    Member scheduler = member("node-1", "scheduler");
    return List.of(scheduler, member("worker-2", "worker"));
  }

  private Member member(String name, String role) {
    return new Member(name, role, "localhost", 1, 4, now().minusSeconds(60), now().minusSeconds(1));
  }
}
