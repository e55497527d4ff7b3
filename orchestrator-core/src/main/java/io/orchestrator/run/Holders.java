package io.orchestrator.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who holds slots, in words: each task while they are few, else how many each DAG has. */
public final class Holders {
  private static final int MOST = 5;
  private final List<String> tasks = new ArrayList<>();
  private final Map<String, Integer> byDag = new HashMap<>();
  private int count;

  /** Adds instances of one task in one run. */
  public void add(String dagId, String taskId, String runId, int instances) {
    count += instances;
    byDag.merge(dagId, instances, Integer::sum);
    if (tasks.size() < MOST) {
      tasks.add(dagId + "." + taskId + " (" + runId + ")");
    }
  }

  /** At most five; of DAGs those that hold most come first. */
  public List<String> words() {
    if (count <= tasks.size()) {
      return List.copyOf(tasks);
    }
    return byDag.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
        .limit(MOST)
        .map(
            e ->
                e.getKey()
                    + (e.getValue() == 1 ? " (1 task)" : " (%d tasks)".formatted(e.getValue())))
        .toList();
  }
}
