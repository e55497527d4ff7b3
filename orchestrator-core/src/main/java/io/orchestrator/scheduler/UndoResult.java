package io.orchestrator.scheduler;

import io.orchestrator.run.UndoPlan;

/** What became of undoing an order. */
public sealed interface UndoResult {
  /** It was undone, as far as the plan says. */
  record Undone(UndoPlan plan) implements UndoResult {}

  /**
   * Nothing was changed: the order is too old, another order about the run followed, or somebody
   * else gave it.
   */
  record TooLate() implements UndoResult {}
}
