package io.orchestrator.web.api;

import io.orchestrator.web.refusal.Finding.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Airflow's task_ids: each {@code "t"} or {@code ["t", map_index]}. */
final class TaskIds {
  private static final int UNMAPPED = -1;

  private TaskIds() {}

  /** Ids of tasks; empty when none were given, for all. */
  static List<String> of(@Nullable List<Object> given) {
    if (given == null) {
      return List.of();
    }
    if (given.isEmpty()) {
      throw refused("It is empty. Leave it out for all tasks.");
    }
    return given.stream().map(TaskIds::id).distinct().toList();
  }

  private static String id(@Nullable Object item) {
    if (item instanceof String id) {
      return id;
    }
    if (item instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof String id) {
      if (pair.get(1) instanceof Number index && index.intValue() == UNMAPPED) {
        return id;
      }
      throw refused(
          "One instance of the mapped task " + id + " cannot be cleared alone; name the task.");
    }
    throw refused("It holds \"task\" or [\"task\", map_index].");
  }

  private static ApiException refused(String message) {
    return ApiException.invalid(Place.BODY.refuses("task_ids", message));
  }
}
