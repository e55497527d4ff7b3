package io.orchestrator.web.api;

import io.orchestrator.store.PageRequest;
import io.orchestrator.store.PageRequest.Sort;
import io.orchestrator.store.TimeRange;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Query parameters of list calls, by Airflow's rules: repeated keys, clamped limits, ranges. */
final class ListParameters {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 100;
  private static final int MOST_SORTS = 10;
  private final HttpServletRequest request;

  ListParameters(HttpServletRequest request) {
    this.request = request;
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
    String[] values = request.getParameterValues(name);
    return values == null ? List.of() : Arrays.asList(values);
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
    String value = request.getParameter(name);
    return value == null || value.isBlank() || value.equals("~") ? null : value;
  }

  @Nullable Boolean flag(String name) {
    String value = request.getParameter(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    return switch (value.toLowerCase(java.util.Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw ApiException.unprocessable(name + " must be true or false.");
    };
  }

  TimeRange range(String name) {
    return new TimeRange(
        ApiTimes.parseOptional(name + "_gte", request.getParameter(name + "_gte")).orElse(null),
        ApiTimes.parseOptional(name + "_gt", request.getParameter(name + "_gt")).orElse(null),
        ApiTimes.parseOptional(name + "_lte", request.getParameter(name + "_lte")).orElse(null),
        ApiTimes.parseOptional(name + "_lt", request.getParameter(name + "_lt")).orElse(null));
  }

  int integer(String name, int otherwise) {
    String value = request.getParameter(name);
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw ApiException.unprocessable(name + " must be a whole number, not \"" + value + "\".");
    }
  }
}
