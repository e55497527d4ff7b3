package io.orchestrator.worker;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.WorkerStreams;
import io.orchestrator.execution.WorkerStreams.Hello;
import io.orchestrator.execution.http.StreamNotOfferedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's stream to the server: opens it, opens another when it breaks, and keeps ends until
 * they are answered. A server that has no streams is called instead. {@link #turn} is one turn of a
 * loop that {@link WorkerThreads} drives; tests drive it by hand. Thread-safe.
 */
final class StreamLink implements KeepAlive.Heartbeats, OpenStream.Link {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Object NEWS = new Object();
  private static final Duration LOOK = Duration.ofMillis(500);

  /** An end that so many streams did not survive may be why: it is told with a call. */
  private static final int MOST_STREAMS = 3;

  private final WorkerInfo info;
  private final UUID process;
  private final Surroundings around;
  private final HeldAttempts attempts;
  private final Troubles troubles;
  private final DiskWatch disk;
  private final Owner owner;
  private final Map<AttemptToken, UnansweredEnd> ends = new ConcurrentHashMap<>();
  private final OverAttempts over;

  /** For who keeps the stream. */
  private final BlockingQueue<Object> news = new ArrayBlockingQueue<>(1);

  /** For who calls where there is none. */
  private final BlockingQueue<Object> calls = new ArrayBlockingQueue<>(1);

  private @Nullable OpenStream latest;
  private boolean callsOnly;
  private int failures;

  /** What a stream brings. */
  interface Owner {
    /**
     * Items to be run.
     *
     * @param leaseFrom from when their leases count, by {@code Waits.nanos}
     */
    void received(WorkItem item, long leaseFrom);

    /** The end of an attempt was answered. */
    void answered(Attempt attempt, Answer answer);

    /** The end is to be told with calls. */
    void tellByCalls(Attempt attempt, FinishReport report);
  }

  StreamLink(
      WorkerInfo info,
      UUID process,
      Surroundings around,
      HeldAttempts attempts,
      Troubles troubles,
      DiskWatch disk,
      Owner owner) {
    this.info = info;
    this.process = process;
    this.around = around;
    this.attempts = attempts;
    this.troubles = troubles;
    this.disk = disk;
    this.owner = owner;
    this.over = new OverAttempts(around.api()::forget);
    this.callsOnly = around.streams() == null;
  }

  /** Opens the stream if there is none; if there is one, says what is due. False at the end. */
  boolean turn() throws InterruptedException {
    WorkerStreams streams = around.streams();
    if (streams == null || attempts.halted()) {
      return false;
    }
    OpenStream open = open();
    if (open != null) {
      news.poll(untilDue(), TimeUnit.NANOSECONDS);
      sayWhatIsDue(open);
    } else if (callsOnly()) {
      news.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      connect(streams);
    }
    return true;
  }

  /** Nanoseconds. */
  private long untilDue() {
    long now = around.waits().nanos();
    return ends.values().stream()
        .mapToLong(end -> Math.max(0, end.untilDue(now)))
        .reduce(LOOK.toNanos(), Math::min);
  }

  private void sayWhatIsDue(OpenStream open) {
    long now = around.waits().nanos();
    ends.values().stream().filter(end -> end.untilDue(now) <= 0).forEach(end -> say(open, end));
    if (open.hasWithheld() && disk.writable()) {
      open.tellWithheld();
    }
  }

  private void connect(WorkerStreams streams) throws InterruptedException {
    long sentAt = around.waits().nanos();
    boolean writable = disk.writable();
    Map<AttemptToken, Attempt> held = attempts.held();
    HeldAttempts.Snapshot snapshot = attempts.snapshot();
    OpenStream made =
        new OpenStream(snapshot.number(), sentAt, writable ? 0 : snapshot.free(), this);
    begin(made);
    try {
      WorkerInfo now = info.withTrouble(disk.trouble().orElse(null));
      int free = writable ? snapshot.free() : 0;
      WorkerStreams.Opened opened =
          streams.open(new Hello(now, process, free, snapshot.tokens(), over.tokens()), made);
      attempts.expect(opened.lease());
      made.opened(opened.stream());
      attempts.answered(held, opened.gone(), sentAt);
      over.gone(opened.gone());
      troubles.succeeded();
      failures = 0;
      ends.values().forEach(end -> sayAnew(made, end));
    } catch (StreamNotOfferedException e) {
      made.close("the server has none");
      callInstead(e);
    } catch (RuntimeException e) {
      made.close(e.toString());
      troubles.failed(e);
      around.waits().pause(Worker.PAUSES.after(++failures));
    }
  }

  private synchronized void begin(OpenStream made) {
    latest = made;
  }

  private void callInstead(StreamNotOfferedException reason) {
    LOG.info("{}: it is called instead.", reason.getMessage());
    synchronized (this) {
      callsOnly = true;
    }
    calls.offer(NEWS);
    ends.values().forEach(this::tellByCalls);
  }

  /** The server may be another now: a stream is tried again. */
  synchronized void tryAgain() {
    callsOnly = around.streams() == null;
    news.offer(NEWS);
  }

  synchronized boolean callsOnly() {
    return callsOnly;
  }

  /** Waits a moment for a server that has to be called. True when there is one. */
  boolean awaitCalls() throws InterruptedException {
    if (!callsOnly()) {
      calls.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
    return callsOnly();
  }

  private synchronized @Nullable OpenStream latest() {
    return latest;
  }

  private @Nullable OpenStream open() {
    OpenStream stream = latest();
    return stream != null && stream.isOpen() ? stream : null;
  }

  /** Takes the end of an attempt; false when it is to be told with a call. */
  boolean ended(Attempt attempt, FinishReport report) {
    OptionalLong slotFreeBy = attempts.told(attempt);
    UnansweredEnd end = new UnansweredEnd(attempt, report, slotFreeBy);
    synchronized (this) {
      if (callsOnly) {
        return false;
      }
      ends.put(attempt.item().token(), end);
    }
    OpenStream open = open();
    if (open != null) {
      say(open, end);
    }
    return true;
  }

  private void sayAnew(OpenStream open, UnansweredEnd end) {
    if (end.streamsTried() >= MOST_STREAMS) {
      tellByCalls(end);
    } else {
      say(open, end);
    }
  }

  private void say(OpenStream open, UnansweredEnd end) {
    boolean slotFree = end.said(open.number());
    boolean well = disk.trouble().isEmpty();
    boolean said = open.ended(end, slotFree && well);
    if (slotFree && !(said && well)) {
      open.freed(well);
    }
    if (!said) {
      tellByCalls(end);
    }
  }

  private void tellByCalls(UnansweredEnd end) {
    if (ends.remove(end.attempt().item().token(), end)) {
      owner.tellByCalls(end.attempt(), end.report());
    }
  }

  /** Nothing will be reported of an attempt. A server that is called now may have streams later. */
  void unreported(Attempt attempt) {
    if (attempt.ran() && around.streams() != null) {
      over.add(attempt);
    } else {
      around.api().forget(attempt.item().token());
    }
  }

  /**
   * A slot is free.
   *
   * @param by number of the stream to tell; empty when there is nothing to tell
   * @param now false for one whose attempt could not be begun: the next may fare no better yet
   */
  void freed(OptionalLong by, boolean now) {
    OpenStream stream = latest();
    if (by.isPresent() && stream != null && stream.number() == by.getAsLong()) {
      stream.freed(now && disk.trouble().isEmpty());
    }
  }

  /** Hands back what was received and is not begun. */
  void notBegun(AttemptToken attempt) {
    OpenStream open = open();
    if (open != null) {
      open.notBegun(attempt);
    }
  }

  @Override
  public void received(OpenStream by, List<WorkItem> items, long leaseFrom) {
    items.forEach(item -> owner.received(item, leaseFrom));
  }

  @Override
  public void answered(AttemptToken attempt, @Nullable Answer answer) {
    UnansweredEnd end = ends.get(attempt);
    if (end == null) {
      return;
    }
    if (answer == null) {
      LOG.info("The end of {} was not written; it is said again.", end.attempt().name());
      end.notWritten(around.waits().nanos());
      news.offer(NEWS);
    } else if (ends.remove(attempt, end)) {
      owner.answered(end.attempt(), answer);
    }
  }

  @Override
  public void closed(String reason) {
    LOG.info("The stream to the server is over: {}", reason);
    news.offer(NEWS);
  }

  @Override
  public long nanos() {
    return around.waits().nanos();
  }

  @Override
  public List<AttemptToken> heartbeat(WorkerInfo worker, List<AttemptToken> running) {
    OpenStream open = open();
    if (open == null) {
      return around.api().heartbeat(worker, running);
    }
    List<AttemptToken> gone = open.beat(worker, running, over.tokens());
    over.gone(gone);
    return gone;
  }

  /** Takes nothing any more, and waits until nothing can be on its way. */
  void drain(Duration most) throws InterruptedException {
    OpenStream open = open();
    if (open != null) {
      open.drain(most);
    }
  }

  void close() {
    OpenStream stream = latest();
    if (stream != null) {
      stream.close("the worker stops");
    }
  }
}
