package io.orchestrator.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Bounds of a moment; an absent bound does not bound. Rows without the moment match only ANY. */
public record TimeRange(
    @Nullable Instant gte, @Nullable Instant gt, @Nullable Instant lte, @Nullable Instant lt) {
  public static final TimeRange ANY = new TimeRange(null, null, null, null);

  public static TimeRange since(Instant from) {
    return new TimeRange(from, null, null, null);
  }
}
