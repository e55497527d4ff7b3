package io.orchestrator.web.api;

import io.orchestrator.store.PageRequest;
import io.orchestrator.store.PageRequest.Sort;
import io.orchestrator.store.TimeRange;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of list calls, by Airflow's rules: repeated keys, clamped limits, ranges. They come
 * from the query, or from the body of a {@code POST …/list}.
 */
final class ListParameters {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 100;
  private static final int MOST_SORTS = 10;
  private static final Set<String> PAGING = Set.of("limit", "offset", "order_by");
  private final Map<String, String[]> values;

  ListParameters(HttpServletRequest request) {
    this(request.getParameterMap());
  }

  private ListParameters(Map<String, String[]> values) {
    this.values = values;
  }

  /**
   * Parameters from a body. A null in a list counts as {@code none}.
   *
   * @param allowed names a body may have; a name ending in {@code *} stands for its four bounds
   * @throws ApiException 422 for any other name
   */
  static ListParameters ofBody(Map<String, Object> body, Set<String> allowed) {
    Map<String, String[]> values = new HashMap<>();
    body.forEach(
        (name, value) -> {
          if (!named(name, allowed)) {
            throw ApiException.unprocessable("A list body has no field " + name + ".");
          }
          values.put(parameter(name), texts(value));
        });
    return new ListParameters(values);
  }

  private static String parameter(String name) {
    return switch (name) {
      case "page_limit" -> "limit";
      case "page_offset" -> "offset";
      default -> name;
    };
  }

  private static String[] texts(@Nullable Object value) {
    if (value instanceof Collection<?> list) {
      return list.stream().map(v -> v == null ? "none" : v.toString()).toArray(String[]::new);
    }
    return value == null ? new String[0] : new String[] {value.toString()};
  }

  PageRequest page() {
    int limit = Math.min(integer("limit", DEFAULT_LIMIT), MOST);
    int offset = integer("offset", 0);
    if (limit < 0 || offset < 0) {
      throw ApiException.unprocessable("limit and offset must not be negative.");
    }
    List<Sort> sorts = all("order_by").stream().limit(MOST_SORTS).map(Sort::parse).toList();
    return new PageRequest(sorts, limit, offset, true);
  }

  /** Every value of a repeated key; commas inside a value are not separators. */
  List<String> all(String name) {
    String[] found = values.get(name);
    return found == null ? List.of() : Arrays.asList(found);
  }

  <T> List<T> all(String name, Function<String, T> parse) {
    return all(name).stream()
        .map(
            value -> {
              try {
                return parse.apply(value);
              } catch (IllegalArgumentException e) {
                throw ApiException.unprocessable(name + " cannot be \"" + value + "\".");
              }
            })
        .toList();
  }

  @Nullable String text(String name) {
    String value = first(name);
    return value == null || value.isBlank() || value.equals("~") ? null : value;
  }

  @Nullable Boolean flag(String name) {
    String value = first(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw ApiException.unprocessable(name + " must be true or false.");
    };
  }

  TimeRange range(String name) {
    return new TimeRange(
        ApiTimes.parseOptional(name + "_gte", first(name + "_gte")).orElse(null),
        ApiTimes.parseOptional(name + "_gt", first(name + "_gt")).orElse(null),
        ApiTimes.parseOptional(name + "_lte", first(name + "_lte")).orElse(null),
        ApiTimes.parseOptional(name + "_lt", first(name + "_lt")).orElse(null));
  }

  int integer(String name, int otherwise) {
    String value = first(name);
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw ApiException.unprocessable(name + " must be a whole number, not \"" + value + "\".");
    }
  }

  /** The one of two parameters that mean the same here. */
  @Nullable String either(String name, String other) {
    String value = text(name);
    String second = text(other);
    if (value != null && second != null && !value.equals(second)) {
      throw ApiException.badRequest(
          "filter_not_supported",
          "Here " + name + " and " + other + " mean the same. Nothing was read; send one of them.");
    }
    return value == null ? second : value;
  }

  ListParameters only(String... filters) {
    return only(Set.of(filters));
  }

  /**
   * Refuses filters this list does not have: a filter passed over in silence would answer rows
   * nobody asked for.
   *
   * @param filters those it has; a name ending in {@code *} stands for its four bounds
   */
  ListParameters only(Set<String> filters) {
    for (String name : values.keySet()) {
      if (!PAGING.contains(name) && !named(name, filters)) {
        throw ApiException.badRequest(
            "filter_not_supported",
            "This list cannot be filtered by " + name + ". Nothing was read; leave it out.");
      }
    }
    return this;
  }

  private static boolean named(String name, Set<String> names) {
    return names.contains(name) || names.contains(name.replaceAll("_[gl]te?$", "_*"));
  }

  private @Nullable String first(String name) {
    String[] found = values.get(name);
    return found == null || found.length == 0 ? null : found[0];
  }
}
