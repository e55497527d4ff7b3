package io.orchestrator.scheduler.memory;

import io.orchestrator.run.ClaimTerms;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** How much of each limit is taken, counted from the states of the instances remembered. */
final class TakenSlots {
  private final Map<String, Integer> inPool = new HashMap<>();
  private final Map<String, Integer> deferredInPool = new HashMap<>();
  private final Map<String, Integer> inDag = new HashMap<>();
  private final Map<Long, Integer> inRun = new HashMap<>();
  private final Map<String, Integer> ofTask = new HashMap<>();
  private final Map<String, Integer> ofTaskInRun = new HashMap<>();

  /**
   * Counts an instance in, or out.
   *
   * @param by 1 or −1
   */
  void count(ClaimTerms terms, TaskInstance task, int by) {
    String pool = terms.demand().pool();
    if (task.state() == TaskState.DEFERRED) {
      add(deferredInPool, pool, by * terms.demand().slots());
    } else if (task.state().executing()) {
      add(inPool, pool, by * terms.demand().slots());
      add(inDag, terms.dagId(), by);
      add(inRun, task.runPk(), by);
      add(ofTask, terms.dagId() + "/" + task.taskId(), by);
      add(ofTaskInRun, task.runPk() + "/" + task.taskId(), by);
    }
  }

  private static <K> void add(Map<K, Integer> counts, K key, int by) {
    counts.merge(key, by, (a, b) -> a + b == 0 ? null : a + b);
  }

  /**
   * Slots of a pool that are taken.
   *
   * @param withDeferred whether deferred tasks hold theirs
   */
  int ofPool(String pool, boolean withDeferred) {
    return inPool.getOrDefault(pool, 0) + (withDeferred ? deferredInPool.getOrDefault(pool, 0) : 0);
  }

  Map<String, Integer> inDag() {
    return Collections.unmodifiableMap(inDag);
  }

  Map<Long, Integer> inRun() {
    return Collections.unmodifiableMap(inRun);
  }

  Map<String, Integer> ofTask() {
    return Collections.unmodifiableMap(ofTask);
  }

  Map<String, Integer> ofTaskInRun() {
    return Collections.unmodifiableMap(ofTaskInRun);
  }
}
