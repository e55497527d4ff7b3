package io.orchestrator.model;

import io.orchestrator.model.ParamCheck.ParamProblem;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Which params a DAG declares. */
public final class ParamNames {
  private ParamNames() {}

  /** The names of a DAG's params in the order in which it declares them. */
  public static List<String> of(DagModel model) {
    LinkedHashSet<String> names = new LinkedHashSet<>();
    if (model.paramsSchema().get("propertyOrder") instanceof Collection<?> order) {
      order.forEach(name -> names.add(String.valueOf(name)));
    }
    if (model.paramsSchema().get("properties") instanceof Map<?, ?> properties) {
      properties.keySet().forEach(name -> names.add(String.valueOf(name)));
    }
    names.addAll(model.params().keySet());
    return List.copyOf(names);
  }

  /**
   * What in a new run's conf is no param of the DAG: mostly a misspelt name, whose run would go on
   * with the default. A DAG that declares no params takes any conf, as in Airflow.
   */
  public static List<ParamProblem> unknown(DagModel model, Map<String, Object> conf) {
    List<String> names = of(model);
    if (names.isEmpty()) {
      return List.of();
    }
    return conf.keySet().stream()
        .filter(name -> !names.contains(name))
        .map(
            name ->
                new ParamProblem(
                    name,
                    "there is no param \"%s\"%s DAG %s has %s"
                        .formatted(
                            name, meant(name, names), model.dagId(), NearestNames.list(names))))
        .toList();
  }

  private static String meant(String name, Collection<String> known) {
    String hint = NearestNames.hint(name, known);
    return hint.isEmpty() ? "." : hint + "?";
  }
}
