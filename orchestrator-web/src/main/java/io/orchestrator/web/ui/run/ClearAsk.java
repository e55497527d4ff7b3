package io.orchestrator.web.ui.run;

import io.orchestrator.run.ClearPlan.Only;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked to clear. As it begins, exactly what was clicked.
 *
 * @param taskId absent for the whole run
 * @param mapIndex −1 for all instances of the task
 * @param leave whether those that run now are left out
 */
record ClearAsk(
    @Nullable String taskId,
    int mapIndex,
    boolean below,
    boolean above,
    boolean failed,
    boolean leave) {

  static ClearAsk of(@Nullable String taskId, int mapIndex, Map<String, String> fields) {
    return new ClearAsk(
        taskId,
        mapIndex,
        fields.containsKey("below"),
        fields.containsKey("above"),
        fields.containsKey("failed"),
        fields.containsKey("leave"));
  }

  ClearAsk below(boolean on) {
    return new ClearAsk(taskId, mapIndex, on, above, failed, leave);
  }

  ClearAsk above(boolean on) {
    return new ClearAsk(taskId, mapIndex, below, on, failed, leave);
  }

  ClearAsk failed(boolean on) {
    return new ClearAsk(taskId, mapIndex, below, above, on, leave);
  }

  ClearAsk leave(boolean on) {
    return new ClearAsk(taskId, mapIndex, below, above, failed, on);
  }

  Selection selection() {
    List<String> ids = taskId == null ? List.of() : List.of(taskId);
    return new Selection(ids, above, below, failed ? Only.FAILED : Only.ANY);
  }

  /** Of one mapped instance its siblings stay, and what runs when it is left out. */
  boolean takes(TaskTransition change) {
    boolean sibling =
        change.before().taskId().equals(taskId)
            && mapIndex >= 0
            && change.before().mapIndex() != mapIndex;
    return !sibling && !(leave && running(change));
  }

  static boolean running(TaskTransition change) {
    return change.before().state() == TaskState.RUNNING;
  }
}
