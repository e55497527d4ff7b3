package io.orchestrator.web.api;

import io.orchestrator.store.PageRequest;
import io.orchestrator.store.PageRequest.Sort;
import io.orchestrator.store.TimeRange;
import io.orchestrator.web.refusal.Finding.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of list calls, by Airflow's rules: repeated keys, clamped limits, ranges. They come
 * from the query, or from the body of a {@code POST …/list}.
 */
final class ListParameters {
  private static final int MOST = 100;
  private static final int MOST_SORTS = 10;
  private static final String LIMIT = "limit";

  /** What no column of texts holds, so that none can be like it. */
  private static final Pattern NOT_IN_TEXTS = Pattern.compile("[\0\\p{Cs}]");

  private final Place place;
  private final Map<String, List<String>> values;

  ListParameters(HttpServletRequest request) {
    this(
        Place.QUERY,
        request.getParameterMap().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))));
  }

  ListParameters(Place place, Map<String, List<String>> values) {
    this.place = place;
    this.values = Map.copyOf(values);
  }

  /**
   * As there: 50 rows from an address and 100 from a body, if nothing is said.
   *
   * @param order what the list is sorted by if nothing is said; none for the list's own order
   */
  PageRequest page(String... order) {
    boolean body = place == Place.BODY;
    int limit = body ? size("page_limit", MOST) : size(LIMIT, MOST / 2);
    int offset = size(body ? "page_offset" : "offset", 0);
    List<String> wanted = all("order_by");
    List<Sort> sorts =
        (wanted.isEmpty() ? List.of(order) : wanted)
            .stream().limit(MOST_SORTS).map(Sort::parse).toList();
    return new PageRequest(sorts, Math.min(limit, MOST), offset, true);
  }

  /** Every value of a repeated key; commas inside a value are not separators. */
  List<String> all(String name) {
    List<String> found = values.getOrDefault(name, List.of());
    if (found.stream().anyMatch(NOT_IN_TEXTS.asPredicate())) {
      throw refused("value_error", "It has a NUL or half of a character.", name);
    }
    return found;
  }

  <T> List<T> all(String name, Function<String, T> parse) {
    return all(name).stream().map(value -> parsed(name, value, parse)).toList();
  }

  /** The first value; null when it says nothing. */
  <T> @Nullable T one(String name, Function<String, T> parse) {
    String value = first(name);
    return value == null || value.isBlank() ? null : parsed(name, value, parse);
  }

  private <T> T parsed(String name, String value, Function<String, T> parse) {
    try {
      return parse.apply(value);
    } catch (IllegalArgumentException e) {
      throw refused("value_error", "It cannot be \"" + value + "\".", name);
    }
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
      default -> throw refused("bool_parsing", "It must be true or false.", name);
    };
  }

  TimeRange range(String name) {
    return new TimeRange(
        moment(name + "_gte"), moment(name + "_gt"), moment(name + "_lte"), moment(name + "_lt"));
  }

  private @Nullable Instant moment(String name) {
    return ApiTimes.parseOptional(place, name, first(name)).orElse(null);
  }

  /** A number of rows; one too large for us counts as the largest. */
  private int size(String name, int otherwise) {
    String value = first(name);
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    try {
      BigInteger size = new BigInteger(value.strip());
      if (size.signum() < 0) {
        throw refused("greater_than_equal", "It must not be negative.", name);
      }
      return size.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
    } catch (NumberFormatException e) {
      throw refused("int_parsing", "It must be a whole number, not \"" + value + "\".", name);
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

  /**
   * Refuses what is a filter in Airflow but not here: passed over in silence it would answer rows
   * that nobody asked for. What is no filter there either is passed over, as there.
   *
   * @param filters those of Airflow that the list does not have, beside all {@code
   *     …_prefix_pattern}; a name ending in {@code *} stands for its four bounds
   */
  ListParameters without(String... filters) {
    Set<String> lacking = Set.of(filters);
    for (String name : values.keySet()) {
      if (named(name, lacking) || name.endsWith("_prefix_pattern")) {
        throw ApiException.badRequest(
            "filter_not_supported",
            "This list cannot be filtered by " + name + ". Nothing was read; leave it out.");
      }
    }
    return this;
  }

  /** Whether a name is one of those, or one of the four bounds of one that ends in a star. */
  static boolean named(String name, Set<String> names) {
    return names.contains(name) || names.contains(name.replaceAll("_[gl]te?$", "_*"));
  }

  private ApiException refused(String type, String message, String name) {
    return ApiException.invalid(place.finding(type, message, name));
  }

  private @Nullable String first(String name) {
    List<String> found = all(name);
    return found.isEmpty() ? null : found.get(0);
  }
}
