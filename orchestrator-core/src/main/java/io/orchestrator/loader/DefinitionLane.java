package io.orchestrator.loader;

import io.orchestrator.loader.DefinitionLanes.Job;
import io.orchestrator.loader.protocol.LoadResult;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One child JVM, and the thread that waits for it. A load that is cancelled ends the child. */
final class DefinitionLane implements AutoCloseable {
  private static final long STOP_SECONDS = 5;
  private final DefinitionProcess definitions;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          work -> {
            Thread worker = new Thread(work, "definitions");
            worker.setDaemon(true);
            return worker;
          });

  DefinitionLane(Duration limit) {
    this.definitions = new DefinitionProcess(limit);
  }

  /** Starts the child if there is none: its start is not the fault of the file that needs it. */
  void prepare() throws InterruptedException {
    if (thread.isShutdown()) {
      throw new CancellationException("The loader is being stopped");
    }
    definitions.prepare();
  }

  Future<LoadResult> submit(Job job) {
    return thread.submit(
        () -> definitions.load(job.file().kind(), job.file().fileName(), job.source()));
  }

  boolean busy() {
    return thread.getActiveCount() > 0 || !thread.getQueue().isEmpty();
  }

  /** Ends the child when it has nothing to do, for it takes the memory of a JVM. */
  void rest() {
    if (!busy()) {
      definitions.close();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    definitions.close();
  }
}
