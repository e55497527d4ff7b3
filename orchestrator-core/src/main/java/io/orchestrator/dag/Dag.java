package io.orchestrator.dag;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagModels;
import io.orchestrator.model.DagProblem;
import io.orchestrator.operator.TaskBody;
import io.orchestrator.timetable.InvalidScheduleException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A valid DAG: its model, and the code of its tasks. The model travels and is stored; the code
 * never is, a worker defines the same DAG again and looks a body up by task id.
 */
public final class Dag {
  private final DagModel model;
  private final Map<String, TaskBody> bodies;
  private final String structureHash;

  Dag(DagModel model, Map<String, TaskBody> bodies) {
    this.model = model;
    this.bodies = Map.copyOf(bodies);
    this.structureHash = DagModels.structureHash(model);
  }

  /**
   * Defines a DAG.
   *
   * @param id letters, digits, {@code _ - .}, at most 250 characters
   * @throws InvalidDagException with all problems at once; when the definition itself throws, with
   *     those found before and the exception as its cause
   */
  public static Dag define(String id, Consumer<DagBuilder> definition) {
    DagDraft draft = new DagDraft(id, CallSite.here());
    DagBuilder builder = new DagBuilder(draft);
    try {
      definition.accept(builder);
    } catch (InvalidScheduleException e) {
      draft.reportSchedule(e, CallSite.of(e));
      throw new InvalidDagException(id, builder.problemsSoFar());
    } catch (RuntimeException | Error e) {
      List<DagProblem> before = builder.problemsSoFar();
      if (before.isEmpty()) {
        throw e;
      }
      throw new InvalidDagException(id, before, e);
    }
    return builder.finish();
  }

  public DagModel model() {
    return model;
  }

  /**
   * @throws IllegalArgumentException when the DAG has no such task
   */
  public TaskBody body(String taskId) {
    TaskBody body = bodies.get(taskId);
    if (body == null) {
      throw new IllegalArgumentException(
          "DAG " + model.dagId() + " has no task " + taskId + "; it has " + bodies.keySet());
    }
    return body;
  }

  /**
   * The same structure with other code for some of its tasks: how tests stand in for code.
   *
   * @throws IllegalArgumentException when the DAG has no such task
   */
  public Dag withBodies(Map<String, TaskBody> replaced) {
    Map<String, TaskBody> all = new HashMap<>(bodies);
    replaced.forEach(
        (taskId, body) -> {
          body(taskId);
          all.put(taskId, body);
        });
    return new Dag(model, all);
  }

  /** SHA-256 (hex) over the structure, without source lines and prose. */
  public String structureHash() {
    return structureHash;
  }
}
