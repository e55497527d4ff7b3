package io.orchestrator.web.ui.parts;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.ReasonText;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.WaitReason;
import io.orchestrator.scheduler.Explainer;
import io.orchestrator.scheduler.Explainer.RunExplanation;
import io.orchestrator.store.Snapshot;
import io.orchestrator.web.ui.text.Moments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Why runs and tasks wait, in words, asked of the planners on what is read. */
@Component
public class Whys {
  private final Explainer explainer;

  Whys(Explainer explainer) {
    this.explainer = explainer;
  }

  /**
   * Sentences of one run.
   *
   * @param run why the run itself waits, empty when it does not
   * @param tasks by instance, for those that wait
   */
  public record Sentences(String run, Map<UUID, String> tasks) {}

  public Sentences sentences(Snapshot snapshot, DagRun run, Moments moments) {
    if (run.state().finished()) {
      return new Sentences("", Map.of());
    }
    Optional<RunExplanation> explained = explained(snapshot, run);
    Map<UUID, String> tasks = new HashMap<>();
    explained.ifPresent(
        e ->
            e.tasks()
                .forEach(
                    (id, reason) -> {
                      if (!(reason instanceof WaitReason.Running)) {
                        tasks.put(id, text(reason, moments));
                      }
                    }));
    String ofRun = explained.flatMap(RunExplanation::run).map(r -> text(r, moments)).orElse("");
    return new Sentences(ofRun, tasks);
  }

  /** The panel beside a log: for all that wait, and for what was skipped or never reached. */
  public Optional<WhyView> panel(
      Snapshot snapshot, DagRun run, TaskInstance task, Moments moments) {
    if (task.state().finished()) {
      return ended(task);
    }
    return explained(snapshot, run)
        .flatMap(e -> Optional.ofNullable(e.tasks().get(task.id())))
        .filter(reason -> !(reason instanceof WaitReason.Running))
        .map(
            reason ->
                new WhyView(
                    "Why is it not running?",
                    text(reason, moments),
                    WhyRules.of(reason, run, task, moments),
                    WhyLinks.of(reason, run)));
  }

  private Optional<RunExplanation> explained(Snapshot snapshot, DagRun run) {
    return explainer.explain(snapshot.tx(), run.dagId(), run.runId());
  }

  private static Optional<WhyView> ended(TaskInstance task) {
    String reason = task.reason();
    if (reason == null || reason.isEmpty()) {
      return Optional.empty();
    }
    if (task.state() == TaskState.SKIPPED) {
      return Optional.of(new WhyView("Why was it skipped?", reason, List.of(), List.of()));
    }
    return task.state() == TaskState.UPSTREAM_FAILED
        ? Optional.of(new WhyView("Why did it not run?", reason, List.of(), List.of()))
        : Optional.empty();
  }

  private static String text(WaitReason reason, Moments moments) {
    return ReasonText.of(reason, moments.zone(), moments.now());
  }
}
