package io.orchestrator.scheduler;

import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.WorkItem;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The long polls that wait for work, and the standing claims of streams. They come and end on any
 * thread; whether there is anything for them only the loop's thread asks and answers.
 */
final class WaitingClaims {
  private static final int MOST_REMEMBERED = 1_000;
  private final ConcurrentLinkedQueue<WaitingClaim> waiting = new ConcurrentLinkedQueue<>();

  /** Who got something last stands last. */
  private final ConcurrentLinkedQueue<StandingClaim> standing = new ConcurrentLinkedQueue<>();

  /** Workers that said goodbye. A poll of one of them was overtaken by it on its way. */
  private final Set<Caller> gone = Collections.newSetFromMap(Collections.synchronizedMap(latest()));

  /** Queues that a claim has just left empty: nothing is ready there until something changes. */
  private final Set<List<String>> dry = new HashSet<>();

  /** A worker's process; its name may be that of an earlier one. */
  private record Caller(String name, String hostname, long pid) {
    private static Caller of(WorkerInfo worker) {
      return new Caller(worker.name(), worker.hostname(), worker.pid());
    }
  }

  private static Map<Caller, Boolean> latest() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Caller, Boolean> eldest) {
        return size() > MOST_REMEMBERED;
      }
    };
  }

  /** The answer comes with the first items, or empty after the wait. */
  CompletableFuture<List<WorkItem>> add(WorkerInfo worker, int freeSlots, Duration wait) {
    CompletableFuture<List<WorkItem>> answer = new CompletableFuture<>();
    waiting.add(new WaitingClaim(worker, freeSlots, answer));
    if (gone.contains(Caller.of(worker))) {
      answer.complete(List.of());
    }
    return answer.completeOnTimeout(List.of(), wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  StandingClaim stand(WorkerInfo worker, int freeSlots, WorkerSink sink) {
    StandingClaim claim = new StandingClaim(worker, freeSlots, sink);
    standing.add(claim);
    return claim;
  }

  void arrived(WorkerInfo worker) {
    gone.remove(Caller.of(worker));
  }

  /** Answers what the worker has asked, and what it still asks, with nothing. */
  void left(WorkerInfo worker) {
    Caller caller = Caller.of(worker);
    gone.add(caller);
    waiting.stream()
        .filter(claim -> Caller.of(claim.worker()).equals(caller))
        .forEach(claim -> claim.answer().complete(List.of()));
  }

  void refuseAll() {
    waiting.forEach(claim -> claim.answer().complete(List.of()));
  }

  void somethingChanged() {
    dry.clear();
  }

  /** Those that still wait and for which something may be ready, who waits longest first. */
  List<WaitingClaim> open() {
    waiting.removeIf(claim -> claim.answer().isDone());
    standing.removeIf(StandingClaim::ended);
    return Stream.concat(waiting.stream(), standing.stream().map(StandingClaim::turn))
        .filter(claim -> claim.freeSlots() > 0)
        .filter(claim -> !dry.contains(claim.worker().queues()))
        .toList();
  }

  /**
   * Hands a claim what was found for it; with nothing it goes on waiting.
   *
   * @return false when nobody waits for the items any more
   */
  boolean answer(WaitingClaim claim, List<WorkItem> items) {
    if (items.size() < claim.freeSlots()) {
      dry.add(claim.worker().queues());
    }
    if (items.isEmpty()) {
      return true;
    }
    StandingClaim stands = claim.standing();
    if (stands == null) {
      waiting.remove(claim);
    } else if (standing.remove(stands)) {
      standing.add(stands);
    }
    return claim.give(items);
  }
}
