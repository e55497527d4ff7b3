package io.orchestrator.store;

import java.util.List;

/**
 * A part of a list.
 *
 * @param more whether the list goes on after these rows
 * @param total rows that match the filter; {@link #NOT_COUNTED} unless asked for
 */
public record Page<T>(List<T> rows, boolean more, long total) {
  public static final long NOT_COUNTED = -1;

  public Page {
    rows = List.copyOf(rows);
  }
}
