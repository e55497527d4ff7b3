package io.orchestrator.web.ui;

import io.orchestrator.model.CodeKind;
import io.orchestrator.model.DagCode;
import io.orchestrator.run.RunSpec;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.AuditStore;
import io.orchestrator.store.DagStore;
import io.orchestrator.store.Member;
import io.orchestrator.store.Member.Role;
import io.orchestrator.store.RunStore;
import io.orchestrator.store.Snapshot;
import io.orchestrator.store.Snapshots;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.TaskStore.TaskFacts;
import io.orchestrator.store.XComStore.XCom;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The few ports that pages read beside {@link FixtureQueries}; any other call fails loudly. */
public final class FixtureStore implements Store {
  private final FixtureQueries queries;
  private final List<String> audited = new CopyOnWriteArrayList<>();
  private final AtomicInteger transactions = new AtomicInteger();

  public FixtureStore(FixtureQueries queries) {
    this.queries = queries;
  }

  @Override
  public <T> T transact(Function<? super StoreTransaction, T> work) {
    transactions.incrementAndGet();
    return work.apply(ports());
  }

  @Override
  public <T> T read(Function<? super StoreTransaction, T> reads) {
    return transact(reads);
  }

  /** How many transactions and readings there were. */
  int transactions() {
    return transactions.get();
  }

  /** Both sides of the store. */
  public Snapshots snapshots() {
    return new Snapshots() {
      @Override
      public <T> T read(Function<? super Snapshot, T> reads) {
        return transact(tx -> reads.apply(new Snapshot(queries, tx)));
      }
    };
  }

  private StoreTransaction ports() {
    return new StoreTransaction(
        now(),
        port(DagStore.class, this::dags),
        port(RunStore.class, this::runs),
        port(io.orchestrator.store.TaskStore.class, this::tasks),
        port(io.orchestrator.store.XComStore.class, this::xcoms),
        audit(),
        port(io.orchestrator.store.MemberStore.class, this::members),
        port(
            io.orchestrator.store.ReactionStore.class,
            (method, args) -> {
              throw new UnsupportedOperationException(method);
            }),
        port(
            io.orchestrator.store.RetentionStore.class,
            (method, args) -> {
              throw new UnsupportedOperationException(method);
            }));
  }

  @Override
  public Store waitingAtMost(Duration most) {
    return this;
  }

  @Override
  public Instant now() {
    return FixtureQueries.NOW;
  }

  /** The orders of people so far: user, event and detail. */
  public List<String> audited() {
    return List.copyOf(audited);
  }

  private AuditStore audit() {
    return new AuditStore() {
      @Override
      public void order(
          String actor,
          String event,
          @Nullable String dagId,
          @Nullable String runId,
          String detail) {
        audited.add(actor + " " + event + " " + detail);
      }

      @Override
      public List<AuditRow> ofRun(String dagId, String runId, int limit) {
        return List.of();
      }

      @Override
      public List<AuditRow> latest(int limit) {
        return List.of();
      }
    };
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
      case "find", "lock" -> queries.dag(String.valueOf(args[0])).map(row -> row.dag());
      case "versions" -> List.of(queries.version());
      case "setPaused" -> args[0].equals("flights_daily");
      case "code" ->
          Optional.of(
              new DagCode(
                  CodeKind.JAVA_SOURCE,
                  "FlightsDaily.java",
                  "a48fce5fe41fd4de5a778cd434c3167c126c6ac02cd862c1c1196a98358d9c48",
                  "class FlightsDaily {\n  // <script>alert(1)</script>\n}\n"));
      default -> throw new UnsupportedOperationException("dags." + method);
    };
  }

  private Object tasks(String method, Object[] args) {
    if (method.equals("apply")) {
      return ((Collection<?>) args[0])
          .stream().map(change -> ((TaskTransition) change).before().id()).toList();
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
    if (method.equals("find")) {
      return queries
          .runs()
          .recentTasks()
          .filter(t -> ((Collection<?>) args[0]).contains(t.id()))
          .toList();
    }
    throw new UnsupportedOperationException("tasks." + method);
  }

  private Object runs(String method, Object[] args) {
    return switch (method) {
      case "find" -> find(args);
      case "apply" -> true;
      case "lastAutomated" -> Optional.empty();
      case "remembered" -> List.of();
      case "createByOrder" -> create((RunSpec) args[0]);
      case "snapshots" ->
          ((Collection<?>) args[0])
              .stream().map(key -> queries.runs().snapshotOf((Long) key)).toList();
      case "snapshot", "lockForOrder" -> Optional.of(queries.runs().snapshotOf((Long) args[0]));
      default -> throw new UnsupportedOperationException("runs." + method);
    };
  }

  private Object find(Object[] args) {
    return args[0] instanceof Collection<?> keys
        ? keys.stream().map(key -> queries.runs().snapshotOf((Long) key).run()).toList()
        : queries.run("flights_daily", String.valueOf(args[1])).map(row -> row.run());
  }

  /** Every new run is the newest one of the fixture; the id {@code taken} conflicts. */
  private RunStore.Created create(RunSpec run) {
    return run.runId().equals("taken")
        ? new RunStore.Created.Conflict(queries.runs().dagRun(0))
        : new RunStore.Created.Ok(queries.runs().dagRun(0));
  }

  private Object xcoms(String method, Object[] args) {
    if (method.equals("find")) {
      return args[3].equals("return_value")
          ? Optional.of(new XCom(100, "x", -1, "return_value", "{\"flights\":1200}", now()))
          : Optional.empty();
    }
    if (method.equals("ofTask") || method.equals("ofRun")) {
      return List.of(
          new XCom(100, "x", -1, "path", "\"s3://landing/flights/\"", now()),
          new XCom(100, "x", -1, "dsn", "\"db://h?p=%68unter%32\"", now()),
          new XCom(100, "x", -1, "basic", "\"Basic QUtJQTE6aHVudGVyMg==\"", now()),
          new XCom(100, "x", -1, "return_value", "{\"flights\":1200}", now()));
    }
    throw new UnsupportedOperationException("xcoms." + method);
  }

  private Object members(String method, Object[] args) {
    List<Member> all =
        List.of(
            member("node-1", Role.SCHEDULER, 1),
            member("worker-2", Role.WORKER, 1),
            member("long-gone", Role.WORKER, 7200));
    if (method.equals("alive")) {
      return all.stream().filter(m -> m.role() == args[0] && m.alive(now())).toList();
    }
    Instant since = now().minus((Duration) args[0]);
    return all.stream().filter(m -> m.seenAt().isAfter(since)).toList();
  }

  private Member member(String name, Role role, long silentSeconds) {
    Instant seen = now().minusSeconds(silentSeconds);
    return new Member(
        new Member.Identity(name, role, "localhost", 1, 4, List.of("default")),
        seen.minusSeconds(60),
        seen);
  }
}
