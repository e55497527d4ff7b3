package io.orchestrator.web.execution;

import io.orchestrator.execution.AttemptTokens;
import io.orchestrator.execution.WorkerStreams;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The workers' connections, and what they share: threads for what may take a while. */
@Component
final class Streams implements DisposableBean {
  /** A worker says something every five seconds. */
  static final Duration SILENCE = Duration.ofSeconds(20);

  /** How long a message may take to be written. */
  static final Duration WRITE = Duration.ofSeconds(5);

  private static final int THREADS = 4;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private final WorkerStreams workers;
  private final AttemptTokens tokens;
  private final Set<StreamConnection> open = ConcurrentHashMap.newKeySet();

  /** Heartbeats, which write, and closing what does not read. */
  private final ExecutorService slow =
      Executors.newFixedThreadPool(THREADS, daemons("worker-streams"));

  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(daemons("worker-silence"));

  Streams(WorkerStreams workers, AttemptTokens tokens) {
    this.workers = workers;
    this.tokens = tokens;
    var unused =
        looks.scheduleWithFixedDelay(
            this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  StreamConnection connect(Session session) {
    StreamConnection connection =
        new StreamConnection(
            new StreamConnection.Parts(workers, tokens, slow, open::remove), session);
    open.add(connection);
    return connection;
  }

  private void look() {
    open.forEach(connection -> connection.endIfSilent(SILENCE));
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void destroy() {
    looks.shutdownNow();
    open.forEach(connection -> connection.gone("the server stops"));
    slow.shutdownNow();
  }
}
