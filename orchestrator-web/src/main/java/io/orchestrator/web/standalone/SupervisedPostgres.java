package io.orchestrator.web.standalone;

import io.orchestrator.model.BackOff;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL of a standalone, started again whenever it ends without being asked to. Whoever
 * sits at the terminal is told.
 */
final class SupervisedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedPostgres.class);
  private static final BackOff PAUSES = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(15));
  private static final long LOOK_MILLIS = 250;
  private static final long JOIN_MILLIS = 30_000;
  private final Supplier<LocalPostgres> launch;
  private final Consumer<String> told;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread watch = new Thread(this::keepAlive, "supervise-postgres");
  private volatile LocalPostgres current;

  /**
   * Starts it.
   *
   * @param launch starts it in the same place each time
   * @param told hears what happens to it
   */
  SupervisedPostgres(Supplier<LocalPostgres> launch, Consumer<String> told) {
    this.launch = launch;
    this.told = told;
    this.current = launch.get();
    watch.setDaemon(true);
    watch.start();
  }

  /** Id of its main process; 0 when it has gone. */
  long pid() {
    return current.pid();
  }

  private void keepAlive() {
    Optional<ProcessHandle> process = current.process();
    long pid = current.pid();
    int failures = 0;
    try {
      while (!closed.await(pause(failures), TimeUnit.MILLISECONDS)) {
        if (process.map(ProcessHandle::isAlive).orElse(false)) {
          continue;
        }
        failures = failures == 0 ? said(pid) : failures + 1;
        if (restarted()) {
          process = current.process();
          pid = current.pid();
          failures = 0;
          say("PostgreSQL runs again, pid " + pid + ".");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long pause(int failures) {
    return failures == 0 ? LOOK_MILLIS : PAUSES.after(failures).toMillis();
  }

  private int said(long pid) {
    say("PostgreSQL (pid " + pid + ") has ended; starting it again …");
    return 1;
  }

  private boolean restarted() {
    // What is left of the old one holds the folder's lock.
    current.close();
    try {
      current = launch.get();
      return true;
    } catch (StartFailure e) {
      say(e.getMessage() + " " + e.remedy() + " It is tried again.");
      return false;
    }
  }

  private void say(String what) {
    LOG.warn("{}", what);
    told.accept(what);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      watch.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    current.close();
  }
}
