package io.orchestrator.web.ui.run;

import io.orchestrator.run.ClearPlan;
import io.orchestrator.run.ClearPlan.Only;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.web.ui.run.Beside.Changes;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked to clear. As it begins, exactly what was clicked.
 *
 * @param taskId absent for the whole run
 * @param mapIndex −1 for all instances of the task
 * @param along what is taken along, or left out
 */
record ClearAsk(@Nullable String taskId, int mapIndex, Set<Along> along) implements Asked {
  ClearAsk {
    along = Set.copyOf(along);
  }

  /**
   * @param fields names of the fields that were sent
   */
  static ClearAsk of(Subject at, Set<String> fields) {
    Set<Along> along = EnumSet.allOf(Along.class);
    along.removeIf(one -> !fields.contains(one.field()));
    return new ClearAsk(at.taskId(), at.mapIndex(), along);
  }

  @Override
  public boolean has(Along one) {
    return along.contains(one);
  }

  @Override
  public ClearAsk with(Along one, boolean on) {
    Set<Along> changed = EnumSet.noneOf(Along.class);
    changed.addAll(along);
    if (on) {
      changed.add(one);
    } else {
      changed.remove(one);
    }
    return new ClearAsk(taskId, mapIndex, changed);
  }

  @Override
  public List<Changes> changes(Beside beside) {
    return beside.runs(along).stream()
        .map(run -> new Changes(run.row(), changes(run.snapshot(), beside.now())))
        .filter(changes -> !changes.tasks().isEmpty())
        .toList();
  }

  private List<TaskTransition> changes(RunSnapshot run, Instant now) {
    return ClearPlan.clear(run, selection(), now).stream().filter(this::takes).toList();
  }

  private Selection selection() {
    List<String> ids = taskId == null ? List.of() : List.of(taskId);
    return new Selection(
        ids, has(Along.ABOVE), has(Along.BELOW), has(Along.FAILED) ? Only.FAILED : Only.ANY);
  }

  /** Of one mapped instance its siblings stay, and what runs when it is left out. */
  private boolean takes(TaskTransition change) {
    boolean sibling =
        change.before().taskId().equals(taskId)
            && mapIndex >= 0
            && change.before().mapIndex() != mapIndex;
    return !sibling && !(has(Along.LEAVE) && running(change));
  }

  static boolean running(TaskTransition change) {
    return change.before().state() == TaskState.RUNNING;
  }
}
