package io.orchestrator.scheduler;

import io.orchestrator.run.UndoPlan;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of undoing an order. */
public sealed interface UndoResult {
  /**
   * It was undone, as far as the plans say.
   *
   * @param plans by the run's key
   */
  record Undone(SortedMap<Long, UndoPlan> plans) implements UndoResult {
    public Undone {
      plans = Collections.unmodifiableSortedMap(new TreeMap<>(plans));
    }

    /** Keys of the runs. */
    public Set<Long> runs() {
      return plans.keySet();
    }
  }

  /**
   * Nothing was changed: the order is too old, another order about every run of it followed, or
   * somebody else gave it.
   */
  record TooLate() implements UndoResult {}
}
