package io.orchestrator.scheduler;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.RunStore.Remembered;
import io.orchestrator.store.StoreTransaction;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who gives an order about a run, and what they were told of it.
 *
 * @param user name of the user
 * @param undo id under which the order can be undone for a moment; absent when it cannot
 * @param shown ids of the instances that the user saw would change; absent when nobody asked
 * @param note what each run is to keep as its note; absent when it keeps the one it has
 */
public record OrderedBy(
    String user, @Nullable UUID undo, @Nullable Set<UUID> shown, @Nullable String note) {
  /** An order by a program. */
  public static OrderedBy of(String user) {
    return new OrderedBy(user, null, null, null);
  }

  /** An order by a person who saw which instances it is about. */
  public static OrderedBy seen(String user, UUID undo, Collection<UUID> shown) {
    return new OrderedBy(user, undo, Set.copyOf(shown), null);
  }

  /**
   * The same with a note, at most 1,000 characters.
   *
   * @throws InvalidValueException when it is longer, or no text that can be stored
   */
  public OrderedBy noting(String note) {
    Orders.requireNote(note);
    return new OrderedBy(user, undo, shown, note);
  }

  /**
   * Called with the run locked, before anything is changed.
   *
   * @throws ChangedSinceException when more would change than the user was shown
   */
  void about(StoreTransaction tx, DagRun run, List<TaskTransition> changes) {
    List<UUID> touched = changes.stream().map(change -> change.before().id()).toList();
    if (shown != null && !shown.containsAll(touched)) {
      throw new ChangedSinceException(run.runId());
    }
    if (undo == null) {
      tx.runs().forget(run.id());
    } else {
      tx.runs().remember(new Remembered.Key(undo, user), run.id(), touched);
    }
    if (note != null) {
      tx.runs().setNote(run.id(), note);
      tx.audit().order(user, "run.note", run.dagId(), run.runId(), "");
    }
  }
}
