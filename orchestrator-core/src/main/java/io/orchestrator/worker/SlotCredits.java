package io.orchestrator.worker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Sees to it that each slot that becomes free is told to the server once: by the message with the
 * attempt's end where both come together, and only by the stream whose hello did not count it.
 * Streams are numbered. Not thread-safe.
 */
final class SlotCredits {
  /** Slots that are free and not told, with the stream that has to. */
  private final Map<Attempt, Long> owed = new HashMap<>();

  /** Attempts whose end was told while their threads went on. */
  private final Set<Attempt> told = new HashSet<>();

  private long stream;

  /** Another stream begins: its hello counts what is free by now. */
  long another() {
    return ++stream;
  }

  /** The slot is free. Empty when the end of the attempt is still to be told, and will tell it. */
  OptionalLong free(Attempt attempt) {
    if (told.remove(attempt)) {
      return OptionalLong.of(stream);
    }
    owed.put(attempt, stream);
    return OptionalLong.empty();
  }

  /** The end is told. Empty when the slot is still taken. */
  OptionalLong told(Attempt attempt) {
    Long by = owed.remove(attempt);
    if (by == null) {
      told.add(attempt);
      return OptionalLong.empty();
    }
    return OptionalLong.of(by);
  }
}
