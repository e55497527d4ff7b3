package io.orchestrator.web.server;

import io.orchestrator.loader.DagBundles;
import io.orchestrator.store.Member.Identity;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.web.health.Readiness;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at the DAG folders over and over, on one thread, and says that it lives: for the first time
 * when it has dealt with every file.
 */
final class LoaderLoop implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LoaderLoop.class);
  private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long STOP_MILLIS = 5_000;
  private final DagBundles bundles;
  private final Store store;
  private final Identity self;
  private final Runnable changed;
  private final Readiness readiness;
  private final Duration pause;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "loader");
  private long lastBeat = System.nanoTime() - BEAT_NANOS;

  /**
   * @param self what this process says of itself in the store
   * @param changed called when DAGs were stored
   * @param readiness hears when every file has been dealt with
   * @param pause between two looks
   */
  LoaderLoop(
      DagBundles bundles,
      Store store,
      Identity self,
      Runnable changed,
      Readiness readiness,
      Duration pause) {
    this.bundles = bundles;
    this.store = store;
    this.self = self;
    this.changed = changed;
    this.readiness = readiness;
    this.pause = pause;
  }

  private void run() {
    try {
      do {
        look();
      } while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      if (readiness.files()) {
        beat();
      }
      DagBundles.Refresh refresh = bundles.refresh();
      if (refresh.changed()) {
        LOG.info(
            "Loaded {} files, {} gone; DAGs stored: {}",
            refresh.loadedFiles().size(),
            refresh.removedFiles().size(),
            refresh.dagIds());
        changed.run();
      }
      if (!readiness.files() && bundles.settled()) {
        readiness.filesSeen();
        beat();
      }
    } catch (StoreUnavailableException e) {
      LOG.warn("DAGs were not stored; the next look tries again: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A look at the DAG folders failed; what was loaded stays. It is tried again.", e);
    }
  }

  private void beat() {
    if (System.nanoTime() - lastBeat < BEAT_NANOS) {
      return;
    }
    store.transact(
        tx -> {
          tx.members().beat(self);
          return true;
        });
    lastBeat = System.nanoTime();
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void stop() {
    stop.countDown();
    thread.interrupt();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    goodbye();
  }

  private void goodbye() {
    try {
      store.transact(
          tx -> {
            tx.members().goodbye(self.name());
            return true;
          });
    } catch (RuntimeException e) {
      LOG.warn("Goodbye of {} was not written; it is forgotten later.", self.name(), e);
    }
  }

  @Override
  public boolean isRunning() {
    return thread.isAlive();
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
