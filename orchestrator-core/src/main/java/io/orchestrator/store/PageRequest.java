package io.orchestrator.store;

import java.util.List;

/**
 * Which part of a list, in which order.
 *
 * @param orderBy most significant first; empty for the list's own order
 * @param limit most rows, 0 to {@value #MAX_LIMIT}
 * @param offset rows to skip: slow when large, pages use a filter's {@code before…} key instead
 * @param counted whether the total is wanted; pages do without
 */
public record PageRequest(List<Sort> orderBy, int limit, int offset, boolean counted) {
  public static final int MAX_LIMIT = 1_000;

  /** One attribute to sort by; nulls come last, and first in descending order, as in Airflow. */
  public record Sort(String attribute, boolean descending) {
    /** Airflow's spelling: {@code -start_date} is descending. */
    public static Sort parse(String text) {
      boolean descending = text.startsWith("-");
      return new Sort(descending ? text.substring(1) : text, descending);
    }
  }

  public PageRequest {
    orderBy = List.copyOf(orderBy);
    if (limit < 0 || limit > MAX_LIMIT || offset < 0) {
      throw new BadListException(
          ("A page needs a limit from 0 to %s and an offset of 0 or more, not limit %s and"
                  + " offset %s. Nothing was read.")
              .formatted(MAX_LIMIT, limit, offset));
    }
  }

  /** The first rows in the list's own order, uncounted. */
  public static PageRequest first(int limit) {
    return new PageRequest(List.of(), limit, 0, false);
  }
}
