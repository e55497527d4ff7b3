package io.orchestrator.worker;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.WorkerStream;
import io.orchestrator.execution.http.ServerUnreachableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream: which beats were sent by it and when, and which free slots it has still to tell. When
 * it is over nothing of it is taken any more, so that the hello of the next one is true.
 * Thread-safe.
 */
final class OpenStream implements WorkerStream.Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration BEAT = Duration.ofSeconds(10);

  /** The server has not heard a beat before the last so many. */
  private static final int BEATS_KEPT = 64;

  private final long number;
  private final Link link;
  private final Map<Long, Long> sentAt = new ConcurrentHashMap<>();
  private long beats;
  private @Nullable WorkerStream stream;
  private boolean over;
  private int untold;
  private int withheld;

  /** Whose stream it is. */
  interface Link {
    /** Items to be run, whose leases count from then. */
    void received(OpenStream by, List<WorkItem> items, long leaseFrom);

    void answered(AttemptToken attempt, @Nullable Answer answer);

    void closed(String reason);

    long nanos();
  }

  /**
   * @param number of {@link SlotCredits}
   * @param helloAt when its hello was begun
   * @param withheld free slots that the hello does not tell
   */
  OpenStream(long number, long helloAt, int withheld, Link link) {
    this.number = number;
    this.withheld = withheld;
    this.link = link;
    this.sentAt.put(0L, helloAt);
  }

  long number() {
    return number;
  }

  /** The server has said welcome. */
  void opened(WorkerStream made) {
    synchronized (this) {
      stream = made;
      if (!over) {
        tellFreed(made);
      }
    }
    if (!isOpen()) {
      made.close();
    }
  }

  private void tellFreed(WorkerStream open) {
    if (untold > 0) {
      open.freed(untold);
      untold = 0;
    }
  }

  synchronized boolean isOpen() {
    return stream != null && !over;
  }

  private synchronized @Nullable WorkerStream stream() {
    return over ? null : stream;
  }

  /** False when it is too long for a stream. What is lost on its way is said by the next. */
  boolean ended(UnansweredEnd end, boolean slotFree) {
    WorkerStream open = stream();
    return open == null || open.ended(end.attempt().item().token(), end.report(), slotFree);
  }

  /**
   * A slot is free.
   *
   * @param now false when it is not to be told before {@link #tellWithheld}
   */
  synchronized void freed(boolean now) {
    if (now) {
      untold++;
    } else {
      withheld++;
    }
    WorkerStream open = stream();
    if (open != null) {
      tellFreed(open);
    }
  }

  synchronized boolean hasWithheld() {
    return withheld > 0;
  }

  synchronized void tellWithheld() {
    untold += withheld;
    withheld = 0;
    WorkerStream open = stream();
    if (open != null) {
      tellFreed(open);
    }
  }

  void notBegun(AttemptToken attempt) {
    WorkerStream open = stream();
    if (open != null) {
      open.notBegun(List.of(attempt));
    }
  }

  /** A heartbeat; without its answer the stream is closed. */
  List<AttemptToken> beat(WorkerInfo worker, List<AttemptToken> held, List<AttemptToken> ended) {
    WorkerStream open = stream();
    if (open == null) {
      throw new ServerUnreachableException("The stream was closed before the heartbeat", null);
    }
    long beat = nextBeat();
    try {
      return open.beat(beat, worker, held, ended).get(BEAT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      close("the server did not answer a heartbeat in time");
      throw new ServerUnreachableException("The stream's heartbeat was not answered", e);
    } catch (ExecutionException e) {
      throw new ServerUnreachableException(
          "The stream's heartbeat failed (" + e.getCause() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerUnreachableException("The stream's heartbeat was interrupted", e);
    }
  }

  private synchronized long nextBeat() {
    beats++;
    sentAt.put(beats, link.nanos());
    sentAt.remove(beats - BEATS_KEPT);
    return beats;
  }

  void drain(Duration most) throws InterruptedException {
    WorkerStream open = stream();
    if (open == null) {
      return;
    }
    try {
      open.drain().get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The server did not say that nothing more comes: {}", e.toString());
    }
  }

  /** Nothing of it is taken any more. */
  void close(String reason) {
    WorkerStream open;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      open = stream;
    }
    if (open != null) {
      open.close();
    }
    link.closed(reason);
  }

  @Override
  public synchronized boolean items(List<WorkItem> items, long heard) {
    if (over) {
      return false;
    }
    // One that was not kept is old: nothing is begun on a lease that may have ended.
    Long from = sentAt.getOrDefault(heard, sentAt.values().stream().min(Long::compare).orElse(0L));
    link.received(this, items, from);
    return true;
  }

  @Override
  public void answered(AttemptToken attempt, @Nullable Answer answer) {
    link.answered(attempt, answer);
  }

  @Override
  public void closed(String reason) {
    close(reason);
  }
}
