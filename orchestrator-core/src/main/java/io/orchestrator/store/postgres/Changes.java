package io.orchestrator.store.postgres;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes many changes of task instances in one statement: compare-and-set on state and epoch, rows
 * locked in the order of their ids, audit rows beside. Facts that the worker may have reported
 * since the row was read (external id, decision, a longer lease) are kept.
 */
final class Changes {
  private static final String APPLY =
      """
      with n as materialized (
        select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as n(
          id, old_state, old_epoch, state, try_number, max_tries, epoch, worker, scheduled_at,
          queued_at, start_date, end_date, retry_at, first_poke_at, lease_until, reason,
          no_decision, no_external_id, work_try, at, cause, detail)),
      held as materialized (
        select t.id from task_instance t join n on n.id = t.id
        where t.state = n.old_state and t.epoch is not distinct from n.old_epoch
        order by t.id for no key update of t),
      changed as (
        update task_instance t set
          state = n.state, try_number = n.try_number, max_tries = n.max_tries, epoch = n.epoch,
          worker = n.worker, scheduled_at = n.scheduled_at, queued_at = n.queued_at,
          start_date = n.start_date, end_date = n.end_date, retry_at = n.retry_at,
          first_poke_at = n.first_poke_at, reason = n.reason,
          lease_until = case when n.epoch is not null
            then coalesce(n.lease_until, t.lease_until) end,
          decision = case when not n.no_decision then t.decision end,
          external_id = case when not n.no_external_id then t.external_id end,
          work_try = n.work_try
        from held join n on n.id = held.id
        where t.id = held.id and t.state = n.old_state
          and t.epoch is not distinct from n.old_epoch
        returning
      """
          + TaskRows.COLUMNS
          + """
        , t.dag_id),
      noted as (
        insert into audit (at, actor, event, dag_id, run_id, task_id, map_index, try_number,
          old_state, new_state, detail)
        select n.at, ?, n.cause, c.dag_id, r.run_id, c.task_id, c.map_index, n.try_number,
          n.old_state, n.state, n.detail
        from changed c join n on n.id = c.task_instance_id join dag_run r on r.id = c.run_pk)
      select * from changed
      """;

  private static final String ATTEMPTS =
      """
      insert into task_attempt (task_instance_id, try_number, state, worker, queued_at, start_date,
        end_date, reason)
      select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (task_instance_id, try_number) do update set
        state = excluded.state, worker = excluded.worker, queued_at = excluded.queued_at,
        start_date = excluded.start_date, end_date = excluded.end_date, reason = excluded.reason
      """;

  private Changes() {}

  /**
   * One change to write.
   *
   * @param after the row it makes; of its lease only a new claim's counts
   */
  record Change(TaskTransition transition, TaskInstance after, boolean claim) {
    UUID id() {
      return after.id();
    }
  }

  /** Writes the changes and returns the rows that were changed, in the order given. */
  static List<TaskInstance> write(Sql sql, Collection<Change> wanted, String actor) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>(wanted);
    changes.sort(Comparator.comparing(Change::id));
    List<@Nullable Object> args = new ArrayList<>();
    identity(args, changes);
    times(args, changes);
    words(args, changes);
    args.add(actor);
    List<TaskInstance> rows = sql.list(APPLY, TaskRows::task, args.toArray());
    attempts(sql, changes, rows.stream().map(TaskInstance::id).collect(Collectors.toSet()));
    return rows;
  }

  private static void identity(List<@Nullable Object> args, List<Change> changes) {
    args.add(column("uuid", changes, Change::id));
    args.add(column("text", changes, c -> c.transition.before().state().wireName()));
    args.add(column("uuid", changes, c -> c.transition.before().epoch()));
    args.add(column("text", changes, c -> c.after.state().wireName()));
    args.add(column("integer", changes, c -> c.after.tryNumber()));
    args.add(column("integer", changes, c -> c.after.maxTries()));
    args.add(column("uuid", changes, c -> c.after.epoch()));
    args.add(column("text", changes, c -> c.after.worker()));
  }

  private static void times(List<@Nullable Object> args, List<Change> changes) {
    args.add(column("timestamptz", changes, c -> c.after.times().scheduledAt()));
    args.add(column("timestamptz", changes, c -> c.after.times().queuedAt()));
    args.add(column("timestamptz", changes, c -> c.after.times().startDate()));
    args.add(column("timestamptz", changes, c -> c.after.times().endDate()));
    args.add(column("timestamptz", changes, c -> c.after.times().retryAt()));
    args.add(column("timestamptz", changes, c -> c.after.times().firstPokeAt()));
    args.add(column("timestamptz", changes, c -> c.claim ? c.after.times().leaseUntil() : null));
  }

  private static void words(List<@Nullable Object> args, List<Change> changes) {
    args.add(column("text", changes, c -> c.after.reason()));
    args.add(
        column(
            "boolean",
            changes,
            c -> c.transition.beginsAnew() || c.after.state() == TaskState.UP_FOR_RETRY));
    args.add(column("boolean", changes, c -> c.transition.dropsWork()));
    args.add(column("integer", changes, c -> c.after.workTry()));
    args.add(column("timestamptz", changes, c -> c.transition.at()));
    args.add(
        column(
            "text", changes, c -> "task." + c.transition.cause().name().toLowerCase(Locale.ROOT)));
    args.add(column("text", changes, c -> c.transition.reason()));
  }

  private static void attempts(Sql sql, List<Change> changes, Set<UUID> changed) {
    List<Attempt> ended =
        changes.stream()
            .filter(change -> changed.contains(change.id()))
            .flatMap(change -> change.transition.endedTry().stream())
            .toList();
    if (ended.isEmpty()) {
      return;
    }
    sql.update(
        ATTEMPTS,
        Sql.array("uuid", Columns.of(ended, Attempt::taskInstanceId)),
        Sql.array("integer", Columns.of(ended, Attempt::tryNumber)),
        Sql.array("text", Columns.of(ended, attempt -> attempt.state().wireName())),
        Sql.array("text", Columns.of(ended, Attempt::worker)),
        Sql.array("timestamptz", Columns.of(ended, Attempt::queuedAt)),
        Sql.array("timestamptz", Columns.of(ended, Attempt::startDate)),
        Sql.array("timestamptz", Columns.of(ended, Attempt::endDate)),
        Sql.array("text", Columns.of(ended, Attempt::reason)));
  }

  private static Sql.ArrayOf column(
      String type, List<Change> changes, Function<Change, ? extends @Nullable Object> value) {
    return Sql.array(type, Columns.of(changes, value));
  }
}
