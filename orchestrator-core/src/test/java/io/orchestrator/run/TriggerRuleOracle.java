package io.orchestrator.run;

import static io.orchestrator.run.TaskState.FAILED;
import static io.orchestrator.run.TaskState.REMOVED;
import static io.orchestrator.run.TaskState.SKIPPED;
import static io.orchestrator.run.TaskState.SUCCESS;
import static io.orchestrator.run.TaskState.UPSTREAM_FAILED;

import io.orchestrator.model.TriggerRule;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * The trigger rules a second time, written from the documentation's sentences over which states
 * occur at all, not over counts: what the counting implementation is compared with.
 */
final class TriggerRuleOracle {
  private final Set<TaskState> seen;
  private final boolean allEnded;

  private TriggerRuleOracle(Set<TaskState> seen) {
    this.seen = seen;
    this.allEnded = seen.stream().allMatch(TaskState::finished);
  }

  static RuleVerdict verdict(TriggerRule rule, Collection<TaskState> upstreams) {
    Set<TaskState> seen = EnumSet.noneOf(TaskState.class);
    seen.addAll(upstreams);
    seen.remove(REMOVED);
    return seen.isEmpty() ? RuleVerdict.RUN : new TriggerRuleOracle(seen).judge(rule);
  }

  private RuleVerdict judge(TriggerRule rule) {
    return switch (rule) {
      case ALL_SUCCESS ->
          any(FAILED, UPSTREAM_FAILED)
              ? RuleVerdict.UPSTREAM_FAILED
              : any(SKIPPED) ? RuleVerdict.SKIP : runIf(allEnded);
      case ALL_FAILED -> any(SUCCESS, SKIPPED) ? RuleVerdict.SKIP : runIf(allEnded);
      case ALL_DONE -> runIf(allEnded);
      case ALL_DONE_MIN_ONE_SUCCESS ->
          any(SKIPPED) ? RuleVerdict.SKIP : atEnd(any(SUCCESS), RuleVerdict.UPSTREAM_FAILED);
      case ONE_SUCCESS ->
          any(SUCCESS)
              ? RuleVerdict.RUN
              : atEnd(false, only(SKIPPED) ? RuleVerdict.SKIP : RuleVerdict.UPSTREAM_FAILED);
      case ONE_FAILED ->
          any(FAILED, UPSTREAM_FAILED) ? RuleVerdict.RUN : atEnd(false, RuleVerdict.SKIP);
      case ONE_DONE -> any(SUCCESS, FAILED) ? RuleVerdict.RUN : atEnd(false, RuleVerdict.SKIP);
      case NONE_FAILED ->
          any(FAILED, UPSTREAM_FAILED) ? RuleVerdict.UPSTREAM_FAILED : runIf(allEnded);
      case NONE_FAILED_MIN_ONE_SUCCESS ->
          any(FAILED, UPSTREAM_FAILED)
              ? RuleVerdict.UPSTREAM_FAILED
              : only(SKIPPED) ? RuleVerdict.SKIP : runIf(allEnded);
      case NONE_SKIPPED -> any(SKIPPED) ? RuleVerdict.SKIP : runIf(allEnded);
      case ALL_SKIPPED ->
          any(SUCCESS, FAILED, UPSTREAM_FAILED) ? RuleVerdict.SKIP : runIf(only(SKIPPED));
      case ALWAYS -> RuleVerdict.RUN;
    };
  }

  private boolean any(TaskState... states) {
    return Set.of(states).stream().anyMatch(seen::contains);
  }

  private boolean only(TaskState state) {
    return seen.equals(Set.of(state));
  }

  private RuleVerdict atEnd(boolean runs, RuleVerdict otherwise) {
    if (!allEnded) {
      return RuleVerdict.WAIT;
    }
    return runs ? RuleVerdict.RUN : otherwise;
  }

  private static RuleVerdict runIf(boolean condition) {
    return condition ? RuleVerdict.RUN : RuleVerdict.WAIT;
  }
}
