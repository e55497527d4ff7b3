package io.orchestrator.run;

import io.orchestrator.dag.DagBuilder;
import io.orchestrator.dag.TaskRef;
import io.orchestrator.model.TriggerRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** DAGs of all shapes, with all rules, empty tasks and retries. */
final class RandomDags {
  private static final List<TriggerRule> RULES = List.of(TriggerRule.values());

  private RandomDags() {}

  /**
   * Adds tasks t0, t1 …
   *
   * @param most tasks
   */
  static void add(DagBuilder d, Random random, int most) {
    List<TaskRef<?>> tasks = new ArrayList<>();
    int size = 1 + random.nextInt(most);
    for (int i = 0; i < size; i++) {
      boolean root = i == 0 || random.nextInt(10) < 2;
      boolean empty = !root && random.nextInt(5) == 0;
      TaskRef<?> task = empty ? d.empty("t" + i) : d.task("t" + i, c -> 1);
      task.retries(random.nextInt(2));
      if (!root) {
        task.rule(ruleFor(random));
        tasks.get(0).then(task);
        for (TaskRef<?> before : tasks.subList(1, tasks.size())) {
          if (random.nextInt(3) == 0) {
            before.then(task);
          }
        }
      }
      tasks.add(task);
    }
  }

  private static TriggerRule ruleFor(Random random) {
    return RULES.get(random.nextInt(RULES.size()));
  }
}
