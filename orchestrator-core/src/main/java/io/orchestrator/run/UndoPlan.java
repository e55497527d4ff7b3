package io.orchestrator.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What undoing an order changes in its run. An instance gets back its state, its tries and its
 * times, unless a worker has begun it since or had it when the order was given: a program that was
 * started or stopped stays so. What the planner made of the order goes back as well. Pure.
 *
 * @param tasks what is given back
 * @param lost what the order changed and nothing can give back
 * @param run absent when the run stays as it is
 */
public record UndoPlan(
    List<GivenBack> tasks, List<TaskInstance> lost, Optional<RunTransition> run) {

  /**
   * How a run stood before an order.
   *
   * @param touched ids of the instances that the order changed
   */
  public record Before(DagRun run, List<TaskInstance> tasks, Collection<UUID> touched) {}

  /**
   * One instance gets its row back.
   *
   * @param was the row before the order; nobody holds it
   */
  public record GivenBack(TaskTransition transition, TaskInstance was) {
    /** Whether the try that the instance was in is not over. */
    public boolean goesOn() {
      return !was.state().finished() && was.state() != TaskState.UP_FOR_RETRY;
    }
  }

  /** The plan for a run as it stands now. */
  public static UndoPlan of(RunSnapshot now, Before before, Instant at) {
    Map<UUID, TaskInstance> rows =
        now.tasks().stream().collect(Collectors.toMap(TaskInstance::id, Function.identity()));
    List<GivenBack> back = new ArrayList<>();
    List<TaskInstance> lost = new ArrayList<>();
    Map<UUID, TaskState> states = new HashMap<>();
    rows.forEach((id, row) -> states.put(id, row.state()));
    for (TaskInstance was : before.tasks()) {
      TaskInstance is = rows.get(was.id());
      if (is == null || same(was, is)) {
        continue;
      }
      boolean touched = before.touched().contains(was.id());
      if (touched ? canGoBack(was, is) : onlyPlanned(was, is)) {
        TaskTransition change =
            new TaskTransition(
                is, was.state(), TransitionCause.UNDONE, was.tryNumber(), reason(was), at, null);
        back.add(new GivenBack(change, was));
        states.put(was.id(), was.state());
      } else if (touched) {
        lost.add(is);
      }
    }
    boolean ended = states.values().stream().allMatch(TaskState::finished);
    return new UndoPlan(back, lost, Optional.ofNullable(run(now.run(), before.run(), ended, at)));
  }

  private static boolean same(TaskInstance was, TaskInstance is) {
    return was.state() == is.state()
        && was.tryNumber() == is.tryNumber()
        && was.maxTries() == is.maxTries();
  }

  private static boolean canGoBack(TaskInstance was, TaskInstance is) {
    return !was.state().executing()
        && !begun(was, is)
        && TaskLifecycle.allows(is.state(), TransitionCause.UNDONE, was.state());
  }

  /** A claim names its worker and a start its moment; a clear and a hand-back forget both. */
  private static boolean begun(TaskInstance was, TaskInstance is) {
    boolean sameTry =
        was.tryNumber() == is.tryNumber()
            && Objects.equals(was.times().startDate(), is.times().startDate());
    boolean sameClaim = sameTry && was.worker() != null;
    return is.state().executing() || (is.worker() != null && !sameClaim);
  }

  /** The order did not touch it, but let the planner move it. */
  private static boolean onlyPlanned(TaskInstance was, TaskInstance is) {
    return was.state() == TaskState.NONE && canGoBack(was, is);
  }

  private static String reason(TaskInstance was) {
    return Objects.requireNonNullElse(was.reason(), "");
  }

  private static @Nullable RunTransition run(DagRun is, DagRun was, boolean ended, Instant at) {
    if (is.state() == was.state()) {
      return null;
    }
    if (was.state().finished()) {
      return ended ? RunTransition.back(is, was, at) : null;
    }
    // It queues again, so that it starts only where max_active_runs leaves room.
    return is.state().finished() ? new RunTransition(is, RunState.QUEUED, "undone", at) : null;
  }
}
