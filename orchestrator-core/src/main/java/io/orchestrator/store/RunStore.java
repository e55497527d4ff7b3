package io.orchestrator.store;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunSpec;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.StartSnapshot;
import io.orchestrator.run.UndoPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** DAG runs. */
public interface RunStore extends ReactionRuns {

  /** Outcome of {@link #create}. A conflict is a normal branch. */
  sealed interface Created {
    record Ok(DagRun run) implements Created {}

    /** The run id, or the logical date, is taken by {@code existing}. */
    record Conflict(DagRun existing) implements Created {}
  }

  /**
   * Inserts the run (state queued), one task instance (state none) per task of its version, and its
   * audit row.
   */
  Created create(RunSpec run);

  /**
   * The same by the order of somebody, whose audit row {@code dag.trigger} is written with it.
   *
   * @param user who gave the order
   */
  Created createByOrder(RunSpec run, String user);

  Optional<DagRun> find(String dagId, String runId);

  Optional<DagRun> find(long runPk);

  /**
   * Newest first by creation.
   *
   * @param states empty for all
   */
  List<DagRun> list(String dagId, Collection<RunState> states, int limit);

  /** The latest scheduled or backfill run by logical date: where the schedule goes on from. */
  Optional<DagRun> lastAutomated(String dagId);

  /** The latest successful run whose logical date lies before the given one. */
  Optional<DagRun> previousSuccess(String dagId, Instant logicalDate);

  @Override
  List<RunSnapshot> lockForPlanning(Collection<Long> runPks);

  /**
   * Locks the run, waiting for whoever has it, and its task instances, and reads the same; finished
   * runs included. What was read cannot change before this transaction ends.
   */
  Optional<RunSnapshot> lockForOrder(long runPk);

  /** The same reading without the lock, finished runs included: for explaining. */
  Optional<RunSnapshot> snapshot(long runPk);

  /**
   * Those that there are of several runs, in the order of their keys, for asking what an order
   * would change: without their previous runs, of which an order asks nothing.
   */
  List<RunSnapshot> snapshots(Collection<Long> runPks);

  /**
   * Reads what starting runs decides on: queued runs that each have room in their DAG as things
   * are, and how full the DAGs are. These and the runs are locked for this transaction, so that two
   * schedulers do not fill the same room twice; a DAG or run that others hold is passed over.
   *
   * @param limit most runs to look at
   */
  StartSnapshot startable(Instant now, int limit);

  /** Queued and running scheduled or manual runs of the DAG. */
  int countActive(String dagId);

  /**
   * {@link #apply(Collection, String)} for one.
   *
   * @return false when it lost its race; nothing was changed then
   */
  default boolean apply(RunTransition change, String actor) {
    return !apply(List.of(change), actor).isEmpty();
  }

  /**
   * Looks at what time may have brought. No lock.
   *
   * @param leases moment by which leases are judged
   * @param running most running runs to answer
   */
  Glance glance(Instant leases, int running);

  /** Running runs, least recently planned first: what the slow sweep looks at. */
  List<Long> sweepable(int limit);

  void setNote(long runPk, String note);

  /**
   * Remembers how a run and its task instances stand, before an order changes them. What was
   * remembered of an earlier order about the run is forgotten, and so is all that is older than an
   * order can be undone.
   *
   * @param touched ids of the instances that the order changes
   */
  void remember(Remembered.Key key, long runPk, Collection<UUID> touched);

  /** Forgets what was remembered of a run: another order follows, which is not to be undone. */
  void forget(long runPk);

  /**
   * What was remembered of an order, by run, in the order of their keys; runs forgotten are out.
   */
  List<Remembered> remembered(UUID orderId);

  /**
   * A run before an order.
   *
   * @param at when the order was given, by the store's clock
   */
  record Remembered(Key key, Instant at, UndoPlan.Before before) {
    /** For how long at most something is remembered. */
    public static final Duration KEPT = Duration.ofMinutes(10).plusSeconds(5);

    /** Which order it was, and who gave it. */
    public record Key(UUID orderId, String actor) {}
  }
}
