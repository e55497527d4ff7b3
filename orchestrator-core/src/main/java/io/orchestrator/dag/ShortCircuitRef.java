package io.orchestrator.dag;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.operator.TaskBody;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskOutcome;
import java.util.List;
import java.util.Optional;

/** A gate before all that follows. Its result is the answer. */
public final class ShortCircuitRef extends TaskHandle<Boolean, ShortCircuitRef> {
  private final Body body;

  ShortCircuitRef(TaskDraft draft, Body body) {
    super(draft, Boolean.class);
    this.body = body;
  }

  @Override
  ShortCircuitRef self() {
    return this;
  }

  /**
   * Whether a closed gate skips everything below, whatever its trigger rule (the default). With
   * false only the direct downstreams are skipped, the rest follows its rules.
   */
  public ShortCircuitRef ignoreDownstreamTriggerRules(boolean ignore) {
    return set(() -> body.ignoreRules = ignore);
  }

  /** Asks, and goes on or stops. */
  static final class Body implements TaskBody {
    private final String taskId;
    private final Question question;
    private volatile boolean ignoreRules = true;

    Body(String taskId, Question question) {
      this.taskId = taskId;
      this.question = question;
    }

    @Override
    public TaskOutcome run(TaskContext context) throws Exception {
      boolean open = question.ask(context);
      BranchDecision decision =
          open
              ? new BranchDecision(
                  BranchDecision.Kind.CONTINUE, List.of(), taskId + " let the run go on")
              : new BranchDecision(stop(), List.of(), taskId + " stopped what follows");
      return new TaskOutcome.Success(open, Optional.of(decision));
    }

    private BranchDecision.Kind stop() {
      return ignoreRules ? BranchDecision.Kind.STOP_ALL : BranchDecision.Kind.STOP_DIRECT;
    }
  }
}
