package io.orchestrator.worker;

import io.orchestrator.execution.http.Waits;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives a {@link Worker} and its {@link KeepAlive}: one thread keeps the stream open, one claims
 * where there is none, one sends heartbeats, one looks at deadlines.
 */
final class WorkerThreads {
  private static final Duration WATCH = Duration.ofMillis(100);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final long CLAIM_ENDS_MILLIS = 2_000;
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private final Worker worker;
  private final Waits waits;
  private final Runnable heard;
  private final Thread claims;
  private final Thread stream;
  private final Thread beats;
  private final Thread watch;

  /** Touched by the thread that beats. */
  private long beatAt;

  /** One turn. */
  private interface Turn {
    /** False ends the loop. */
    boolean take() throws InterruptedException;
  }

  /**
   * @param heard called after each heartbeat that the server answered
   */
  WorkerThreads(Worker worker, Waits waits, Runnable heard) {
    this.worker = worker;
    this.heard = heard;
    this.waits = waits;
    this.beatAt = waits.nanos();
    this.claims = thread("claim", worker::claim);
    this.stream = thread("stream", () -> worker.link().turn());
    this.beats = thread("heartbeat", this::beat);
    this.watch = thread("watch", this::watch);
  }

  void start() {
    watch.start();
    beats.start();
    stream.start();
    claims.start();
  }

  /** As {@link Worker#stop}, and ends the threads. */
  void stop(Duration grace, Duration lastWords) throws InterruptedException {
    worker.beginStop();
    claims.interrupt();
    claims.join(CLAIM_ENDS_MILLIS);
    worker.stop(grace, lastWords);
    stream.interrupt();
    beats.interrupt();
    watch.interrupt();
  }

  /** The interval is not known for long: a server that is heard of may want it shorter. */
  private boolean beat() throws InterruptedException {
    Duration since = Duration.ofNanos(waits.nanos() - beatAt);
    Duration left = worker.keepAlive().beatInterval().minus(since);
    if (!left.isNegative() && !left.isZero()) {
      waits.pause(left.compareTo(LOOK) < 0 ? left : LOOK);
      return true;
    }
    beatAt = waits.nanos();
    if (worker.keepAlive().beat()) {
      heard.run();
    }
    return true;
  }

  private boolean watch() throws InterruptedException {
    waits.pause(WATCH);
    worker.keepAlive().watch();
    return true;
  }

  private static Thread thread(String name, Turn turn) {
    Thread thread = new Thread(() -> loop(name, turn), name);
    thread.setDaemon(true);
    return thread;
  }

  private static void loop(String name, Turn turn) {
    boolean more = true;
    while (more) {
      try {
        more = turn.take();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | OutOfMemoryError e) {
        LOG.error("The {} thread met what it should not; it goes on", name, e);
      }
    }
  }
}
