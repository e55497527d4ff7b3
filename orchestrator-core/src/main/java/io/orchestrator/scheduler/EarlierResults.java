package io.orchestrator.scheduler;

import io.orchestrator.run.TaskInstance;
import io.orchestrator.store.XComStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A try begins without results, whatever an earlier one that was cleared had left. */
final class EarlierResults {
  private EarlierResults() {}

  /** What is to be written for tries that begin: nothing in place of what may be there. */
  static List<XComStore.Values> dropped(Collection<TaskInstance> starting) {
    return starting.stream()
        .filter(task -> task.tryNumber() > 1 && task.times().firstPokeAt() == null)
        .map(t -> new XComStore.Values(t.runPk(), t.taskId(), t.mapIndex(), Map.of()))
        .toList();
  }
}
