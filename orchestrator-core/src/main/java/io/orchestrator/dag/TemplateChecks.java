package io.orchestrator.dag;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagProblem;
import io.orchestrator.model.NearestNames;
import io.orchestrator.model.ParamNames;
import io.orchestrator.model.TaskModel;
import io.orchestrator.template.TemplateEngine;
import io.orchestrator.template.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DAG004 for templates: names that mean nothing, params and tasks that do not exist. */
final class TemplateChecks {
  private static final TemplateEngine ENGINE = new TemplateEngine();
  private static final Pattern XCOM_OF =
      Pattern.compile("\\bxcom(?:_pull)?\\(\\s*(?:task_ids\\s*=\\s*)?['\"]([^'\"]+)['\"]");
  private static final Pattern EXPRESSION = Pattern.compile("\\{[{%].*?[%}]}", Pattern.DOTALL);

  /** {@code params.x} and {@code params['x']}, but no method, and no name that may be missing. */
  private static final Pattern PARAM =
      Pattern.compile(
          "(?<![\\w.'\"])params(?:\\.(\\w++)|\\[\\s*['\"](\\w++)['\"]\\s*])"
              + "(?!\\s*(?:\\(|\\|\\s*default\\b|is\\b))");

  private final DagModel model;
  private final Set<String> taskIds = new LinkedHashSet<>();
  private final Set<String> params;
  private final List<DagProblem> found = new ArrayList<>();

  private TemplateChecks(DagModel model) {
    this.model = model;
    this.params = new LinkedHashSet<>(ParamNames.of(model));
    model.tasks().forEach(task -> taskIds.add(task.taskId()));
  }

  static List<DagProblem> problems(DagModel model) {
    TemplateChecks checks = new TemplateChecks(model);
    for (TaskModel task : model.tasks()) {
      new TreeMap<>(task.templates()).forEach((field, text) -> checks.field(task, field, text));
    }
    return checks.found;
  }

  private void field(TaskModel task, String field, String text) {
    if (!text.contains("{{") && !text.contains("{%")) {
      return;
    }
    try {
      ENGINE.check(text).forEach(problem -> report(task, field, problem.text(), problem.line()));
    } catch (TemplateException e) {
      report(task, field, String.valueOf(e.getMessage()), 1);
    }
    params(task, field, text);
    Matcher sources = XCOM_OF.matcher(text);
    while (sources.find()) {
      String source = sources.group(1);
      if (!taskIds.contains(source)) {
        String near = NearestNames.hint(source, taskIds);
        report(task, field, "there is no task \"" + source + "\"" + near, 1);
      }
    }
  }

  /** A DAG that declares no params takes any conf. */
  private void params(TaskModel task, String field, String text) {
    if (params.isEmpty()) {
      return;
    }
    EXPRESSION
        .matcher(text)
        .results()
        .flatMap(expression -> PARAM.matcher(expression.group()).results())
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .distinct()
        .filter(name -> !params.contains(name))
        .forEach(
            name -> {
              String near = NearestNames.hint(name, params);
              report(task, field, "there is no param \"" + name + "\"" + near, 1);
            });
  }

  private void report(TaskModel task, String field, String what, int line) {
    found.add(
        new DagProblem(
            "DAG004",
            task.location(),
            "template " + field + " of task \"" + task.taskId() + "\": " + what,
            line > 1 ? List.of("in line " + line + " of the template") : List.of(),
            "DAG \""
                + model.dagId()
                + "\" can use Airflow's names: ds, ts, params.x, ti, var, conn"));
  }
}
