package io.orchestrator.worker;

import io.orchestrator.execution.AttemptToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts of one worker: those whose threads are alive, which take its slots, and those whose
 * ends the server has not answered, which heartbeats keep. Thread-safe.
 */
final class HeldAttempts {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private final int slots;

  /** From claim until the server has answered the report: these are kept alive by heartbeats. */
  private final Map<AttemptToken, Attempt> held = new HashMap<>();

  /** Whose thread has not ended. */
  private final Set<Attempt> threads = new HashSet<>();

  private final SlotCredits credits = new SlotCredits();

  private boolean stopping;
  private boolean halted;
  private @Nullable Duration shortestLease;

  HeldAttempts(int slots) {
    this.slots = slots;
  }

  /** Free slots, at least one; 0 when the worker stops. */
  synchronized int awaitFreeSlot() throws InterruptedException {
    while (!stopping && threads.size() >= slots) {
      wait();
    }
    return stopping ? 0 : slots - threads.size();
  }

  /** False when the worker stops: goodbye hands back what was not started. */
  synchronized boolean add(Attempt attempt) {
    if (stopping) {
      return false;
    }
    held.put(attempt.item().token(), attempt);
    threads.add(attempt);
    expect(attempt.item().limits().lease());
    return true;
  }

  /** Attempts have or will have this lease. */
  synchronized void expect(Duration lease) {
    Duration before = shortestLease;
    shortestLease = before == null || lease.compareTo(before) < 0 ? lease : before;
  }

  /** Whether the server is to be told now that the slot is free, and by which stream. */
  synchronized OptionalLong slotFree(Attempt attempt) {
    notifyAll();
    return threads.remove(attempt) ? credits.free(attempt) : OptionalLong.empty();
  }

  /**
   * The end of the attempt is told now, or never. Whether its slot is free with it, and by which
   * stream that is to be told.
   */
  synchronized OptionalLong told(Attempt attempt) {
    return credits.told(attempt);
  }

  /**
   * What is held now, for the hello of another stream.
   *
   * @param number of the stream
   * @param free slots; 0 when the worker stops
   */
  record Snapshot(long number, int free, List<AttemptToken> tokens) {}

  /** What another stream begins with: slots that become free after this are told by it. */
  synchronized Snapshot snapshot() {
    int free = stopping ? 0 : Math.max(0, slots - threads.size());
    return new Snapshot(credits.another(), free, List.copyOf(held.keySet()));
  }

  synchronized void dropped(Attempt attempt) {
    held.remove(attempt.item().token());
    notifyAll();
  }

  /** What the server says of those that were held when it was asked at that time. */
  void answered(Map<AttemptToken, Attempt> asked, Collection<AttemptToken> gone, long sentAt) {
    asked.forEach(
        (token, attempt) -> {
          // The server need not know an attempt any more whose end it has answered in between.
          if (!holds(attempt)) {
            return;
          }
          if (gone.contains(token)) {
            attempt.end(false, "It was cleared, marked or taken away by others.");
          } else {
            attempt.leaseConfirmed(sentAt);
          }
        });
  }

  /** Whether the server has not answered its end. */
  synchronized boolean holds(Attempt attempt) {
    return held.containsKey(attempt.item().token());
  }

  /** Those whose end the server has not answered; the caller's to change. */
  synchronized Map<AttemptToken, Attempt> held() {
    return new HashMap<>(held);
  }

  /** Those whose threads are alive. */
  synchronized List<Attempt> alive() {
    return new ArrayList<>(threads);
  }

  /** How many threads are alive. */
  synchronized int busy() {
    return threads.size();
  }

  /** Of all attempts so far; empty before the first. */
  synchronized Optional<Duration> shortestLease() {
    return Optional.ofNullable(shortestLease);
  }

  /** From now on nothing is added. */
  synchronized void stop() {
    stopping = true;
    notifyAll();
  }

  synchronized boolean stopping() {
    return stopping;
  }

  /** From now on nothing is reported. */
  synchronized void halt() {
    halted = true;
  }

  synchronized boolean halted() {
    return halted;
  }

  /** Waits until no thread is alive; false when that takes longer. */
  synchronized boolean awaitEnds(Duration most) throws InterruptedException {
    return await(most, threads::isEmpty);
  }

  synchronized void awaitAnswers(Duration most) throws InterruptedException {
    if (!await(most, held::isEmpty)) {
      LOG.warn("{} reports were not answered; their leases will end.", held.size());
    }
  }

  private boolean await(Duration most, BooleanSupplier done) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (!done.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
