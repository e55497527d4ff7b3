package io.orchestrator.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One task of a DAG as data: all the scheduler, the UI and the API need, and no user object.
 *
 * @param taskId unique in its DAG, prefixed with its group ({@code group.task})
 * @param operator short class name of the operator, for people
 * @param kind what the planner treats specially
 * @param upstream ids of direct upstreams, in order of declaration
 * @param priorityWeight own weight, before {@code weightRule}
 * @param queue name of the worker queue
 * @param group id of the innermost task group, absent at the top
 * @param templates template field to its text, before rendering
 * @param branchLabels for branches: downstream task id to the label of its edge
 * @param doc Markdown, may be empty
 * @param location where the task was declared
 */
public record TaskModel(
    String taskId,
    String operator,
    TaskKind kind,
    List<String> upstream,
    TriggerRule triggerRule,
    RetryPolicy retry,
    TaskLimits limits,
    PastRule past,
    int priorityWeight,
    WeightRule weightRule,
    String queue,
    @Nullable String group,
    Map<String, String> templates,
    Map<String, String> branchLabels,
    String doc,
    SourceLocation location) {

  public TaskModel {
    upstream = List.copyOf(upstream);
    templates = Map.copyOf(templates);
    branchLabels = Map.copyOf(branchLabels);
  }

  /**
   * What a task asks of the previous run.
   *
   * @param dependsOnPast waits until the task itself was success or skipped there
   * @param waitForDownstream waits also for its direct downstreams there; implies dependsOnPast
   */
  public record PastRule(boolean dependsOnPast, boolean waitForDownstream) {
    public static final PastRule NONE = new PastRule(false, false);

    public boolean applies() {
      return dependsOnPast || waitForDownstream;
    }
  }
}
