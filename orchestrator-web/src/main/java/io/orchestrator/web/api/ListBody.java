package io.orchestrator.web.api;

import io.orchestrator.web.refusal.Finding.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a {@code POST …/list}: filters too long for an address. Each value is judged by its
 * type.
 */
final class ListBody {
  private static final Set<String> LISTS =
      Set.of("dag_ids", "dag_run_ids", "task_ids", "state", "states", "pool", "queue", "executor");
  private static final Set<String> NUMBERS = Set.of("page_limit", "page_offset", "duration_*");

  private ListBody() {}

  /**
   * Its fields as parameters. A null in a list counts as {@code none}, one in place of a value as
   * nothing said.
   *
   * @param allowed names a body may have; a name ending in {@code *} stands for its four bounds
   * @throws ApiException 422 for any other name, and for a value of another type
   */
  static ListParameters read(Map<String, @Nullable Object> body, Set<String> allowed) {
    Map<String, List<String>> values = new HashMap<>();
    body.forEach(
        (name, value) -> {
          if (!ListParameters.named(name, allowed)) {
            throw refused("extra_forbidden", "There is no field \"" + name + "\".", name);
          }
          if (value != null) {
            values.put(name, LISTS.contains(name) ? texts(name, value) : List.of(one(name, value)));
          }
        });
    return new ListParameters(Place.BODY, values);
  }

  private static List<String> texts(String name, Object value) {
    if (!(value instanceof List<?> list)) {
      throw refused("list_type", "It must be a list.", name);
    }
    List<String> texts = new ArrayList<>();
    for (Object item : list) {
      if (item != null && !(item instanceof String)) {
        throw refused("string_type", "It must be a text.", name, texts.size());
      }
      texts.add(item == null ? "none" : (String) item);
    }
    return texts;
  }

  private static String one(String name, Object value) {
    boolean number = ListParameters.named(name, NUMBERS);
    if (!(value instanceof String) && !(number && value instanceof Number)) {
      throw number
          ? refused("int_type", "It must be a number.", name)
          : refused("string_type", "It must be a text.", name);
    }
    return value.toString();
  }

  private static ApiException refused(String type, String message, Object... within) {
    return ApiException.invalid(Place.BODY.finding(type, message, within));
  }
}
