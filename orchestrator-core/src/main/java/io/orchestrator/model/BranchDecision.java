package io.orchestrator.model;

import java.util.List;

/**
 * What a branch or short circuit decided.
 *
 * @param kind how {@code chosen} is read
 * @param chosen for {@link Kind#FOLLOW}: the direct downstream task ids that may run
 * @param words the decision for people, for example {@code has_file chose update_partition}
 */
public record BranchDecision(Kind kind, List<String> chosen, String words) {
  public BranchDecision {
    chosen = List.copyOf(chosen);
  }

  /** Stands for a stored decision that cannot be read: nothing is known to be chosen or not. */
  public static final BranchDecision UNREADABLE =
      new BranchDecision(Kind.UNREADABLE, List.of(), "its decision cannot be read");

  /** The shapes of a decision. */
  public enum Kind {
    /** Direct downstreams neither chosen nor below a chosen one are skipped. */
    FOLLOW,
    /** Every downstream at any depth is skipped, whatever its trigger rule. */
    STOP_ALL,
    /** Direct downstreams are skipped, the rest follows its trigger rules. */
    STOP_DIRECT,
    /** Nothing is skipped. */
    CONTINUE,
    /** Not known. Never made by a task; what lies below waits for a clear or a mark. */
    UNREADABLE
  }
}
