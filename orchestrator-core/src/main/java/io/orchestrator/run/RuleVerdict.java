package io.orchestrator.run;

import io.orchestrator.model.TriggerRule;

/** What a trigger rule says of a task, given the states of its upstreams (C1 to C8). */
enum RuleVerdict {
  RUN,
  WAIT,
  SKIP,
  UPSTREAM_FAILED;

  static RuleVerdict of(TriggerRule rule, UpstreamCounts up) {
    if (rule == TriggerRule.ALWAYS || up.total() == 0) {
      return RUN;
    }
    RuleVerdict change = stateChange(rule, up);
    if (change != WAIT) {
      return change;
    }
    return mayRun(rule, up) ? RUN : WAIT;
  }

  private static RuleVerdict stateChange(TriggerRule rule, UpstreamCounts up) {
    return switch (rule) {
      case ALL_SUCCESS -> up.anyFailure() ? UPSTREAM_FAILED : skipIf(up.skipped() > 0);
      case ALL_FAILED -> skipIf(up.success() + up.skipped() > 0);
      case ALL_DONE, ALWAYS -> WAIT;
      case ALL_DONE_MIN_ONE_SUCCESS ->
          up.skipped() > 0 ? SKIP : failIf(up.allDone() && up.success() == 0);
      case ONE_SUCCESS -> oneSuccess(up);
      case ONE_FAILED -> skipIf(up.allDone() && !up.anyFailure());
      case ONE_DONE -> skipIf(up.allDone() && up.success() + up.failed() == 0);
      case NONE_FAILED -> failIf(up.anyFailure());
      case NONE_FAILED_MIN_ONE_SUCCESS ->
          up.anyFailure() ? UPSTREAM_FAILED : skipIf(up.skipped() == up.total());
      case NONE_SKIPPED -> skipIf(up.skipped() > 0);
      case ALL_SKIPPED -> skipIf(up.success() + up.failed() + up.upstreamFailed() > 0);
    };
  }

  private static RuleVerdict oneSuccess(UpstreamCounts up) {
    if (!up.allDone() || up.success() > 0) {
      return WAIT;
    }
    return up.skipped() == up.total() ? SKIP : UPSTREAM_FAILED;
  }

  private static boolean mayRun(TriggerRule rule, UpstreamCounts up) {
    return switch (rule) {
      case ALL_SUCCESS -> up.success() == up.total();
      case ALL_FAILED -> up.failed() + up.upstreamFailed() == up.total();
      case ALL_DONE -> up.allDone();
      case ALL_DONE_MIN_ONE_SUCCESS -> up.allDone() && up.success() > 0;
      case ONE_SUCCESS -> up.success() > 0;
      case ONE_FAILED -> up.anyFailure();
      case ONE_DONE -> up.success() + up.failed() > 0;
      case NONE_FAILED, NONE_FAILED_MIN_ONE_SUCCESS -> up.success() + up.skipped() == up.total();
      case NONE_SKIPPED -> up.allDone() && up.skipped() == 0;
      case ALL_SKIPPED -> up.skipped() == up.total();
      case ALWAYS -> true;
    };
  }

  private static RuleVerdict skipIf(boolean condition) {
    return condition ? SKIP : WAIT;
  }

  private static RuleVerdict failIf(boolean condition) {
    return condition ? UPSTREAM_FAILED : WAIT;
  }
}
