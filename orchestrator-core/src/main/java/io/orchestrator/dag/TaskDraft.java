package io.orchestrator.dag;

import io.orchestrator.model.SourceLocation;
import io.orchestrator.model.TaskKind;
import io.orchestrator.model.TaskModel;
import io.orchestrator.operator.TaskBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task while its DAG is being defined. */
final class TaskDraft {
  private final DagDraft dag;
  private final String id;
  private final @Nullable String group;
  private final Work work;
  private final SourceLocation location;
  private final Map<String, SourceLocation> upstream = new LinkedHashMap<>();
  private final Map<String, String> branchLabels = new LinkedHashMap<>();

  /** What the task does. */
  record Work(String operator, TaskKind kind, TaskBody body, Map<String, String> templates) {
    Work {
      templates = Map.copyOf(templates);
    }
  }

  TaskDraft(DagDraft dag, String id, @Nullable String group, Work work, SourceLocation location) {
    this.dag = dag;
    this.id = id;
    this.group = group;
    this.work = work;
    this.location = location;
  }

  String id() {
    return id;
  }

  SourceLocation location() {
    return location;
  }

  Work work() {
    return work;
  }

  /** Upstream id to the place of its first edge, in order of declaration. */
  Map<String, SourceLocation> upstream() {
    return upstream;
  }

  void addUpstream(String upstreamId, SourceLocation where) {
    dag.requireOpen();
    upstream.putIfAbsent(upstreamId, where);
  }

  void label(String downstreamId, String label) {
    dag.requireOpen();
    branchLabels.putIfAbsent(downstreamId, label);
  }

  Map<String, String> branchLabels() {
    return branchLabels;
  }

  DagDraft dag() {
    return dag;
  }

  TaskModel model(TaskSettings<?> own, TaskSettings<?> defaults) {
    List<String> ups = new ArrayList<>(upstream.keySet());
    return new TaskModel(
        id,
        work.operator(),
        work.kind(),
        ups,
        own.triggerRule(defaults),
        own.retryPolicy(defaults),
        own.limits(defaults),
        own.past(defaults),
        own.priorityWeight(defaults),
        own.weightRuleOr(defaults),
        own.queueOr(defaults),
        group,
        work.templates(),
        branchLabels,
        own.doc(),
        location);
  }
}
