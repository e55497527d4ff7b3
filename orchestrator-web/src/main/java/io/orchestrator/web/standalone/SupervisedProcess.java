package io.orchestrator.web.standalone;

import io.orchestrator.model.BackOff;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process that is started again, with growing pauses, whenever it ends without being asked
 * to.
 */
final class SupervisedProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedProcess.class);
  private static final BackOff PAUSES = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(15));
  private static final Duration STEADY = Duration.ofSeconds(30);

  /** Starts one life of the process, and waits until it is ready. */
  interface Launch {
    Process start() throws IOException;
  }

  private final String name;
  private final Launch launch;
  private final Duration grace;
  private final Thread watch;
  private volatile Process current;
  private volatile boolean closed;

  SupervisedProcess(String name, Duration grace, Launch launch) throws IOException {
    this.name = name;
    this.launch = launch;
    this.grace = grace;
    this.current = launch.start();
    this.watch = new Thread(this::keepAlive, "supervise-" + name);
    watch.setDaemon(true);
    watch.start();
  }

  long pid() {
    return current.pid();
  }

  /** Asks it to end, waits for its grace, then kills it. */
  @Override
  public void close() {
    closed = true;
    watch.interrupt();
    Process process = current;
    process.destroy();
    try {
      if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{} (pid {}) did not end within {} s; killing it", name, pid(), grace.toSeconds());
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void keepAlive() {
    int failures = 0;
    while (!closed) {
      try {
        long began = System.nanoTime();
        int code = current.waitFor();
        if (closed) {
          return;
        }
        failures = System.nanoTime() - began > STEADY.toNanos() ? 1 : failures + 1;
        Duration pause = PAUSES.after(failures);
        LOG.warn("{} ended with code {}; starting it again in {} ms", name, code, pause.toMillis());
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        restart();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void restart() {
    try {
      Process process = launch.start();
      current = process;
      if (closed) {
        process.destroy();
      }
    } catch (IOException e) {
      LOG.warn("{} could not be started: {}", name, e.getMessage());
    }
  }
}
