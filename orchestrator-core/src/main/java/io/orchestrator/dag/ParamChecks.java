package io.orchestrator.dag;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagProblem;
import io.orchestrator.model.ParamCheck;
import io.orchestrator.model.ParamCheck.ParamProblem;
import io.orchestrator.timetable.ScheduleSpec;
import java.util.List;

/** DAG008: default values that the params' own limits forbid. */
final class ParamChecks {
  private ParamChecks() {}

  static List<DagProblem> problems(DagModel model) {
    boolean byHandOnly = model.schedule() instanceof ScheduleSpec.Manual;
    return ParamCheck.check(model.paramsSchema(), model.params()).stream()
        .filter(p -> !(byHandOnly && model.params().get(p.field()) == null))
        .map(problem -> problem(model, problem))
        .toList();
  }

  private static DagProblem problem(DagModel model, ParamProblem problem) {
    return new DagProblem(
        "DAG008",
        model.location(),
        "default of " + problem.message(),
        List.of("params of DAG \"" + model.dagId() + "\""),
        "a scheduled run has nobody to give a value: change the default or its limits");
  }
}
