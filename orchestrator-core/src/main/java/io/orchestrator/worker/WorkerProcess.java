package io.orchestrator.worker;

import io.orchestrator.connection.SecretMask;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.http.HttpExecutionApi;
import io.orchestrator.execution.http.MonotonicWaits;
import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogHandlers;
import io.orchestrator.worker.WorkerOptions.UsageException;
import io.orchestrator.worker.log.LogSpool;
import io.orchestrator.worker.log.LogSpoolSettings;
import io.orchestrator.worker.process.ProcessSupervisor;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker with all its parts, and the ways it ends: a signal, or the end of standard input. */
final class WorkerProcess {
  private static final Duration GRACE = Duration.ofSeconds(25);
  private static final Duration LAST_WORDS = Duration.ofSeconds(4);
  private static final int IDLE_CODE = 32;
  private static final int CHANCE = 6;
  private static final String SECTION = "ORCHESTRATOR__LOGS__";
  private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
  private final ProcessSupervisor processes;
  private final LogSpool logs;
  private final CodeCache code;
  private final WorkerThreads threads;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);

  private WorkerProcess(
      ProcessSupervisor processes, LogSpool logs, CodeCache code, WorkerThreads threads) {
    this.processes = processes;
    this.logs = logs;
    this.code = code;
    this.threads = threads;
  }

  /** Starts all parts, waits for the server, and begins to claim. */
  static WorkerProcess start(
      WorkerOptions options,
      Map<String, String> environment,
      InstantSource clock,
      Supplier<UUID> ids)
      throws UsageException, IOException, InterruptedException {
    String token = environment.getOrDefault("ORCHESTRATOR__EXECUTION__WORKER_TOKEN", "");
    if (token.isBlank()) {
      throw new UsageException(
          "ORCHESTRATOR__EXECUTION__WORKER_TOKEN is not set; it is the secret that the server has"
              + " as orchestrator.execution.worker-token");
    }
    TaskLogHandler remote =
        TaskLogHandlers.open(
            environment.getOrDefault(SECTION + "REMOTE", "file:logs/tasks"),
            logSettings(environment));
    ProcessSupervisor processes = ProcessSupervisor.start(options.work(), clock);
    LogSpool logs =
        LogSpool.start(options.spool(), remote, LogSpoolSettings.defaults(), clock, ids);
    CodeCache code = new CodeCache(IDLE_CODE);
    MonotonicWaits waits = new MonotonicWaits();
    HttpExecutionApi server =
        new HttpExecutionApi(options.server(), token, options.work().resolve("jars"));
    Surroundings around =
        new Surroundings(
            server,
            server.streams(),
            code,
            logs::open,
            processes,
            clock,
            waits,
            new ProbedDisk(List.of(options.spool(), options.work())),
            new SecretMask(WorkerSecrets.of(environment)));
    Worker worker = new Worker(info(options, ids), ids.get(), around);
    WorkerProcess process =
        new WorkerProcess(
            processes,
            logs,
            code,
            new WorkerThreads(worker, waits, new HeardFile(options.work())::touch));
    process.listen(options.dieWithParent());
    new LogPlaceProbe(remote, options.spool(), waits).start();
    TaskOutput.install();
    worker.register();
    LOG.info("Worker {} serves {}", worker.info(), options.server());
    process.threads.start();
    return process;
  }

  /** Blocks until the worker has stopped. */
  int await() throws InterruptedException {
    over.await();
    return 0;
  }

  private void listen(boolean dieWithParent) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(GRACE, LAST_WORDS), "worker-shutdown"));
    if (dieWithParent) {
      Thread parent = new Thread(() -> awaitEnd(System.in), "parent");
      parent.setDaemon(true);
      parent.start();
    }
  }

  private void awaitEnd(InputStream in) {
    try {
      while (in.read() >= 0) {
        // Nothing is ever said; only the end matters.
      }
    } catch (IOException e) {
      LOG.debug("Standard input broke, which is its end as well", e);
    }
    LOG.warn("The parent process is gone; ending with it.");
    // The server is most likely gone, too: no last words.
    stop(Duration.ZERO, Duration.ZERO);
  }

  /** Does it once; a second caller waits for the first. */
  private void stop(Duration grace, Duration lastWords) {
    try {
      if (!stopped.compareAndSet(false, true)) {
        over.await(GRACE.plus(LAST_WORDS).toMillis(), TimeUnit.MILLISECONDS);
        return;
      }
      threads.stop(grace, lastWords);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private synchronized void close() {
    if (over.getCount() == 0) {
      return;
    }
    processes.close();
    logs.close();
    code.close();
    over.countDown();
  }

  private static Map<String, String> logSettings(Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>();
    for (String key : List.of("endpoint", "region", "access-key", "secret-key", "encryption")) {
      String name = SECTION + key.replace('-', '_').toUpperCase(java.util.Locale.ROOT);
      String value = environment.get(name);
      if (value != null && !value.isBlank()) {
        settings.put(key, value);
      }
    }
    return settings;
  }

  private static WorkerInfo info(WorkerOptions options, Supplier<UUID> ids) {
    long pid = ProcessHandle.current().pid();
    String host = hostname();
    String chance = ids.get().toString().substring(0, CHANCE);
    return new WorkerInfo(
        options.name().orElse(host + "-" + pid + "-" + chance),
        host,
        pid,
        options.slots(),
        options.queues());
  }

  private static String hostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      LOG.debug("This machine's name is not known to its resolver", e);
      return "localhost";
    }
  }
}
