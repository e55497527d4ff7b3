package io.orchestrator.worker;

import io.orchestrator.code.InvalidCodeException;
import io.orchestrator.code.LoadedCode;
import io.orchestrator.connection.SecretMask;
import io.orchestrator.execution.ExecutionApi;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.WorkerStreams;
import io.orchestrator.execution.http.Waits;
import io.orchestrator.model.CodeKind;
import io.orchestrator.operator.ProcessLauncher;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.worker.log.AttemptLog;
import io.orchestrator.worker.process.AttemptProcesses;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** A worker driven by hand: no loops of its own, time moves when told to. */
final class WorkerRig implements AttemptProcesses, AttemptLogs, Waits {
  static final String SECRET = "the-workers-token";
  static final UUID PROCESS = new UUID(1, 1);
  static final Duration LEASE = Duration.ofSeconds(30);
  private static final String SOURCE =
      """
      import io.orchestrator.dag.*;
      import io.orchestrator.operator.*;
      import io.orchestrator.worker.Probe;
      public class ProbeDag implements DagDefinition {
        public Dag define() {
          return Dag.define("probe", d -> {
            d.task("quick", c -> 42);
            d.task("prints", c -> {
              System.out.println("to out");
              System.err.print("to err");
              Thread t = new Thread(() -> System.out.println("from a child"));
              t.start();
              t.join();
              return Thread.currentThread().getContextClassLoader() == ProbeDag.class.getClassLoader();
            });
            d.action("tellsItsThread", c -> Probe.tellThread());
            d.action("leavesAValue", c -> Probe.leaveValue());
            d.action("leaks", c -> { throw new Exception("token " + Probe.leak); });
            d.action("waits", c -> Probe.meet());
            d.action("failsWhenMet", c -> {
              Probe.meet();
              throw new Exception("no room");
            });
            d.action("stubborn", c -> Probe.meetStubbornly());
            d.action("notes", c -> { Probe.meet(); c.note("a", 1); });
            d.task("killable", new Operator<Void>() {
              public Void execute(TaskContext c) throws Exception {
                Probe.meet();
                return null;
              }
              public void onKill(TaskContext c) {
                Probe.SEEN.add("onKill");
              }
            });
          });
        }
      }
      """;

  final FakeServer server = new FakeServer();
  final AtomicLong nanos = new AtomicLong(1_000_000);
  final List<String> lines = new CopyOnWriteArrayList<>();
  volatile SecretMask secrets = new SecretMask();
  final SecretMask processSecrets = new SecretMask(Set.of(SECRET));
  final List<String> endedProcesses = new CopyOnWriteArrayList<>();
  volatile Supplier<Optional<String>> trouble = Optional::empty;
  final List<Duration> graces = new CopyOnWriteArrayList<>();
  final List<Duration> silences = new CopyOnWriteArrayList<>();
  final CodeCache code = new CodeCache(1);
  final Worker worker;
  private final String structureHash;
  private long epoch;

  WorkerRig(int slots) throws InvalidCodeException {
    try (LoadedCode loaded = LoadedCode.load(CodeKind.JAVA_SOURCE, "ProbeDag.java", SOURCE)) {
      structureHash = loaded.dags().values().iterator().next().structureHash();
    }
    server.sources.put("probe", SOURCE);
    worker = worker(slots, server);
    Probe.reset();
  }

  /** A worker of another server in these surroundings. */
  Worker worker(int slots, ExecutionApi api) {
    return worker(slots, api, null);
  }

  /** One whose server has streams, too. */
  Worker worker(int slots, ExecutionApi api, @Nullable WorkerStreams streams) {
    return new Worker(
        new WorkerInfo("w-1", "host", 1, slots, List.of("default")),
        PROCESS,
        new Surroundings(
            api,
            streams,
            code,
            this,
            this,
            Clock.systemUTC(),
            this,
            () -> trouble.get(),
            processSecrets));
  }

  /** Gives the worker one item and lets it claim. */
  WorkItem run(String taskId) throws InterruptedException {
    return run(taskId, null);
  }

  WorkItem run(String taskId, @Nullable Duration timeout) throws InterruptedException {
    WorkItem item = item(taskId, timeout);
    server.work.add(List.of(item));
    worker.claim();
    return item;
  }

  /** One to be handed out; every call makes another attempt. */
  WorkItem item(String taskId) {
    return item(taskId, null);
  }

  private WorkItem item(String taskId, @Nullable Duration timeout) {
    return io.orchestrator.task.Items.claimed(
        "probe", structureHash, taskId, ++epoch, timeout, LEASE);
  }

  void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  /** Waits until so many threads of attempts are alive. */
  void awaitBusy(int number) {
    awaitBusy(worker, number);
  }

  /** Waits until what ran the last attempt has gone to rest or is gone. */
  static void awaitIdle() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      while (thread.getName().startsWith("task-") && thread.isAlive()) {
        Thread.onSpinWait();
      }
      // At rest it can take the next attempt.
      while (thread.getName().equals("attempt-idle")
          && thread.getState() == Thread.State.RUNNABLE) {
        Thread.onSpinWait();
      }
    }
  }

  static void awaitBusy(Worker worker, int number) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (worker.busy() != number) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still " + worker.busy() + " busy");
      }
      Thread.onSpinWait();
    }
  }

  /** Waits for what attempts do beside their own threads. */
  static void awaitEndings() throws InterruptedException {
    // In this order: what ends an attempt starts what kills it.
    for (String kind : List.of("end-", "kill-")) {
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().startsWith(kind)) {
          thread.join();
        }
      }
    }
  }

  String text() {
    return String.join("\n", lines);
  }

  @Override
  public AttemptLog open(TaskLogKey key, SecretMask mask) {
    secrets = mask;
    lines.add("open " + key.path());
    return new AttemptLog() {
      @Override
      public void line(Level level, String text) {
        lines.add(level + " " + mask.mask(text));
      }

      @Override
      public SecretMask secrets() {
        return mask;
      }

      @Override
      public void close() {
        lines.add("closed");
      }
    };
  }

  @Override
  public ProcessLauncher launcher(String attempt) {
    return (spec, line) -> 0;
  }

  @Override
  public int endAll(String attempt, Duration grace) {
    endedProcesses.add(attempt);
    graces.add(grace);
    return 0;
  }

  @Override
  public void expectWordWithin(Duration most) {
    silences.add(most);
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void pause(Duration duration) {
    pass(duration);
  }
}
