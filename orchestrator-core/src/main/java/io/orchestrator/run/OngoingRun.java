package io.orchestrator.run;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.TaskModel;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A run that is kept up to date change by change, so that planning it after a change costs what the
 * neighbours of the change cost and not what the run is large. Decides the same as {@link
 * RunPlanner} does on all of it, and asks that one where a change reaches further: after a branch
 * has decided, at the first plan, and before a run is called a deadlock. Of tasks that look at
 * earlier runs it knows nothing. For one thread.
 */
public final class OngoingRun implements Plannable {
  private final CompiledDag dag;
  private final boolean dagPaused;
  private final Map<UUID, TaskInstance> tasks = new LinkedHashMap<>();
  private final Map<String, Map<UUID, TaskInstance>> byTask = new HashMap<>();

  /** Of the tasks that were asked for so far. */
  private final Map<String, UpstreamTally> upstreams = new HashMap<>();

  /** Since the last plan. */
  private final Set<UUID> changed = new HashSet<>();

  /** Wait for a retry or a poke. */
  private final Set<UUID> timed = new HashSet<>();

  private DagRun run;
  private int unfinished;

  /** On a worker or on the way to one: they will change, so that the run is no deadlock. */
  private int underWay;

  private int branches;
  private boolean walked;

  /**
   * @throws IllegalArgumentException when a task of the DAG looks at earlier runs
   */
  public OngoingRun(
      DagRun run, CompiledDag dag, Collection<TaskInstance> tasks, boolean dagPaused) {
    if (dag.asksThePast()) {
      throw new IllegalArgumentException(dag.dagId() + " depends on earlier runs");
    }
    this.run = run;
    this.dag = dag;
    this.dagPaused = dagPaused;
    for (TaskInstance task : tasks) {
      enter(task);
      count(task, 1);
    }
  }

  private void enter(TaskInstance task) {
    tasks.put(task.id(), task);
    byTask.computeIfAbsent(task.taskId(), id -> new LinkedHashMap<>()).put(task.id(), task);
  }

  private void count(TaskInstance task, int more) {
    TaskState state = task.state();
    unfinished += state.finished() ? 0 : more;
    underWay += state.finished() || state.schedulable() ? 0 : more;
    branches += task.decision() == null ? 0 : more;
  }

  @Override
  public DagRun run() {
    return run;
  }

  @Override
  public CompiledDag dag() {
    return dag;
  }

  /** Its instances, in the order in which they were given. */
  public Collection<TaskInstance> tasks() {
    return tasks.values();
  }

  Collection<TaskInstance> instances(String taskId) {
    Map<UUID, TaskInstance> of = byTask.get(taskId);
    return of == null ? List.of() : of.values();
  }

  /** As they are without what a pass decides; given back as it was. */
  UpstreamTally upstreams(TaskModel model) {
    return upstreams.computeIfAbsent(
        model.taskId(),
        id -> {
          UpstreamTally tally = new UpstreamTally();
          for (String upstream : model.upstream()) {
            instances(upstream).forEach(task -> tally.count(task.state(), 1));
          }
          return tally;
        });
  }

  /** The run itself is another now. */
  public void put(DagRun changedRun) {
    run = changedRun;
    walked = false;
  }

  /**
   * An instance is another now.
   *
   * @throws NullPointerException when the run has none of its id
   */
  public void put(TaskInstance after) {
    TaskInstance before = Objects.requireNonNull(tasks.get(after.id()));
    count(before, -1);
    count(after, 1);
    enter(after);
    changed.add(after.id());
    if (after.times().retryAt() != null && after.state().schedulable()) {
      timed.add(after.id());
    } else {
      timed.remove(after.id());
    }
    if (UpstreamTally.changes(before.state(), after.state())) {
      for (String below : dag.downstream(after.taskId())) {
        UpstreamTally tally = upstreams.get(below);
        if (tally != null) {
          tally.move(before.state(), after.state());
        }
      }
    }
  }

  @Override
  public RunPlan plan(Instant now) {
    if (!RunPlanner.walks(run, dag, dagPaused, now)) {
      return whole(now);
    }
    Optional<RunPlan> narrow = walked && branches == 0 ? narrow(now) : Optional.empty();
    RunPlan plan = narrow.orElseGet(() -> whole(now));
    walked = true;
    changed.clear();
    return plan;
  }

  private RunPlan whole(Instant now) {
    timed.clear();
    tasks.values().stream()
        .filter(task -> task.times().retryAt() != null && task.state().schedulable())
        .forEach(task -> timed.add(task.id()));
    return RunPlanner.plan(
        new RunSnapshot(run, dag, List.copyOf(tasks.values()), Optional.empty(), dagPaused), now);
  }

  /** Empty when the whole run has to be looked at. */
  private Optional<RunPlan> narrow(Instant now) {
    NarrowPass pass = new NarrowPass(this, now);
    for (UUID id : changed) {
      TaskInstance task = Objects.requireNonNull(tasks.get(id));
      if (task.state().finished()) {
        pass.lookBelow(task.taskId());
      } else {
        pass.look(task);
      }
    }
    timed.forEach(id -> pass.look(Objects.requireNonNull(tasks.get(id))));
    pass.run();
    if (unfinished > pass.ended()) {
      boolean goesOn = underWay > 0 || !pass.transitions().isEmpty();
      return goesOn
          ? Optional.of(new RunPlan(pass.transitions(), Map.of(), Optional.empty()))
          : Optional.empty();
    }
    RunVerdict verdict = RunVerdict.ended(dag, pass);
    return Optional.of(
        new RunPlan(
            pass.transitions(),
            Map.of(),
            verdict.state().map(to -> new RunTransition(run, to, verdict.reason(), now))));
  }
}
