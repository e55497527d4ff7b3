package io.orchestrator.dag;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagProblem;
import java.util.ArrayList;
import java.util.List;

/** Finds everything that is wrong with a definition. */
final class DagValidator {
  private DagValidator() {}

  static List<DagProblem> problems(DagDraft draft, DagModel model) {
    List<DagProblem> problems = problemsSoFar(draft, model);
    problems.addAll(EdgeChecks.problems(draft));
    problems.addAll(RuleChecks.problems(model));
    problems.addAll(TemplateChecks.problems(model));
    problems.addAll(ParamChecks.problems(model));
    return problems;
  }

  /** Without the checks that need every task: what they miss may only not be declared yet. */
  static List<DagProblem> problemsSoFar(DagDraft draft, DagModel model) {
    List<DagProblem> problems = new ArrayList<>(draft.problems());
    problems.addAll(IdChecks.problems(draft));
    problems.addAll(SettingChecks.problems(draft, model));
    return problems;
  }
}
