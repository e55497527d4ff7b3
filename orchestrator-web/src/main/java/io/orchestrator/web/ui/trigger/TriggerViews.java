package io.orchestrator.web.ui.trigger;

import io.orchestrator.model.DagModel;
import io.orchestrator.run.RunState;
import io.orchestrator.store.DagRow;
import io.orchestrator.timetable.Durations;
import io.orchestrator.web.ui.parts.RuleView;
import io.orchestrator.web.ui.parts.RunStrips;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The trigger form with its preview. */
final class TriggerViews {
  private TriggerViews() {}

  static TriggerView of(DagRow row, TriggerForm form, TriggerView.Errors errors, Moments moments) {
    String dagId = row.dag().dagId();
    return new TriggerView(
        dagId,
        Links.dag(dagId),
        form.fields().stream().map(f -> f.view(form.wrong().get(f.name()))).toList(),
        form.typed(),
        errors,
        row.dag().paused(),
        preview(row, moments));
  }

  private static TriggerView.Preview preview(DagRow row, Moments moments) {
    DagModel model = row.dag().version().model();
    int tasks = model.tasks().size();
    long running = row.runs().getOrDefault(RunState.RUNNING, 0L);
    return new TriggerView.Preview(
        "1 run, " + tasks + (tasks == 1 ? " task" : " tasks"),
        estimate(row, moments),
        warning(running),
        rules(row, running),
        "./orchestrator dags trigger " + row.dag().dagId(),
        moments.zoneName());
  }

  private static String estimate(DagRow row, Moments moments) {
    Optional<Duration> usually = RunStrips.usually(row, moments);
    return usually
        .map(
            d ->
                "Usually takes %s, done at %s."
                    .formatted(Durations.text(d), moments.minute(moments.now().plus(d))))
        .orElse("It has not succeeded yet, so there is no estimate.");
  }

  private static @Nullable String warning(long running) {
    if (running == 0) {
      return null;
    }
    return running == 1
        ? "1 run is running now. Both write what they write."
        : running + " runs are running now.";
  }

  private static List<RuleView> rules(DagRow row, long running) {
    List<RuleView> rules = new ArrayList<>();
    int most = row.dag().version().model().maxActiveRuns();
    rules.add(
        row.dag().paused()
            ? new RuleView(
                false, "queued", "The DAG is paused", "The run waits until it is unpaused.")
            : new RuleView(true, "success", "The DAG is not paused", ""));
    rules.add(
        running >= most
            ? new RuleView(
                false,
                "queued",
                running + " of " + most + " runs are running",
                "The run waits for one of them.")
            : new RuleView(true, "success", running + " of " + most + " runs are running", ""));
    return rules;
  }
}
