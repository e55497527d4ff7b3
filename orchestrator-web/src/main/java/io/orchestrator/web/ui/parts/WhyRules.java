package io.orchestrator.web.ui.parts;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.ReasonText;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.WaitReason;
import io.orchestrator.timetable.Durations;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules of a wait: what holds, with its numbers, and what is met already. */
final class WhyRules {
  private static final int MOST_NAMES = 6;

  private WhyRules() {}

  static List<RuleView> of(WaitReason reason, DagRun run, TaskInstance task, Moments moments) {
    List<RuleView> rules = new ArrayList<>(holding(reason, task, moments));
    boolean upstreamMet =
        task.state() != TaskState.NONE && !(reason instanceof WaitReason.UpstreamNotDone);
    if (upstreamMet) {
      rules.add(met("Its trigger rule is met"));
    }
    if (!(reason instanceof WaitReason.DagPaused)) {
      rules.add(met("The DAG is not paused"));
    }
    if (run.state() == RunState.RUNNING) {
      rules.add(met("The run is running"));
    }
    return rules;
  }

  private static List<RuleView> holding(WaitReason reason, TaskInstance task, Moments moments) {
    if (reason instanceof WaitReason.UpstreamNotDone upstream) {
      return upstreams(upstream);
    }
    if (reason instanceof WaitReason.RetryDelay retry) {
      String left = Durations.text(Duration.between(moments.now(), retry.until()));
      return List.of(
          holds(
              TaskState.UP_FOR_RETRY,
              "The retry delay is over in " + left,
              retry.lastFailure().isEmpty() ? "" : "Last failure: " + retry.lastFailure()));
    }
    if (reason instanceof WaitReason.PoolFull pool) {
      return List.of(
          holds(
              TaskState.QUEUED,
              "Pool " + pool.pool() + " is full, " + pool.used() + " of " + pool.slots(),
              pool.holders().isEmpty() ? "" : "Held by " + names(pool.holders())));
    }
    if (reason instanceof WaitReason.RunLimit limit) {
      return List.of(
          holds(
              TaskState.QUEUED,
              limit.running() + " of " + limit.limit() + " runs are running",
              names(limit.runIds())));
    }
    // The sentence above says the rest; a rule is worth its line only with a name of its own.
    String name = ReasonText.name(reason);
    return name.equals("Worker") ? List.of() : List.of(holds(task.state(), name, ""));
  }

  private static List<RuleView> upstreams(WaitReason.UpstreamNotDone upstream) {
    List<RuleView> rules = new ArrayList<>();
    for (Map.Entry<TaskState, List<String>> entry : upstream.upstreams().entrySet()) {
      if (!entry.getValue().isEmpty()) {
        String word = StateView.of(entry.getKey()).word();
        String text = word + ": " + names(entry.getValue());
        rules.add(
            entry.getKey().finished()
                ? new RuleView(
                    entry.getKey().succeededOrSkipped(), entry.getKey().wireName(), text, "")
                : holds(entry.getKey(), text, ""));
      }
    }
    return rules;
  }

  private static RuleView holds(TaskState state, String text, String more) {
    return new RuleView(false, state.wireName(), text, more);
  }

  private static RuleView met(String text) {
    return new RuleView(true, "success", text, "");
  }

  private static String names(List<String> all) {
    if (all.size() <= MOST_NAMES) {
      return String.join(", ", all);
    }
    return "%s and %s more"
        .formatted(String.join(", ", all.subList(0, MOST_NAMES)), all.size() - MOST_NAMES);
  }
}
