package io.orchestrator.peers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The bodies of all tasks: they write down when they began and ended. Thread-safe. */
final class Bodies {
  private static final long LONGEST_SECONDS = 60;
  private final Queue<Mark> marks = new ConcurrentLinkedQueue<>();
  private final Map<String, CountDownLatch> ends = new ConcurrentHashMap<>();

  private record Mark(int task, long begin, long end) {}

  /** A body. */
  void run(int task) {
    long begin = System.nanoTime();
    marks.add(new Mark(task, begin, System.nanoTime()));
  }

  /** For engines that do not say when a run has ended. */
  void announce(String run) {
    ends.put(run, new CountDownLatch(1));
  }

  void ended(String run) {
    end(run).countDown();
  }

  /**
   * @throws TimeoutException when it does not end in time
   */
  void awaitEnd(String run) throws InterruptedException, TimeoutException {
    if (!end(run).await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      throw new TimeoutException("The run " + run + " did not end.");
    }
    ends.remove(run);
  }

  private CountDownLatch end(String run) {
    return ends.computeIfAbsent(run, r -> new CountDownLatch(1));
  }

  /** Gaps in milliseconds of the one run since the last call. */
  List<Double> takeGaps() {
    List<Mark> sorted = marks.stream().sorted(Comparator.comparing(Mark::task)).toList();
    marks.clear();
    List<Double> gaps = new ArrayList<>();
    for (int i = 1; i < sorted.size(); i++) {
      gaps.add((sorted.get(i).begin() - sorted.get(i - 1).end()) / 1e6);
    }
    return gaps;
  }

  /** How many have ended since the last call. */
  int takeCount() {
    int count = marks.size();
    marks.clear();
    return count;
  }
}
