package io.orchestrator.store.postgres;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.run.UndoPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes many changes of task instances in one statement: compare-and-set on state and epoch, rows
 * locked in the order of their ids, audit rows beside. Facts that the worker may have reported
 * since the row was read (external id, decision, a longer lease) are kept.
 */
final class Changes {
  /** Written as they are in the row that a change makes. */
  static final Columns<TaskInstance> ROW =
      Columns.<TaskInstance>none()
          .with("state", "text", t -> t.state().wireName())
          .with("try_number", "integer", TaskInstance::tryNumber)
          .with("max_tries", "integer", TaskInstance::maxTries)
          .with("epoch", "uuid", TaskInstance::epoch)
          .with("worker", "text", TaskInstance::worker)
          .with("scheduled_at", "timestamptz", t -> t.times().scheduledAt())
          .with("queued_at", "timestamptz", t -> t.times().queuedAt())
          .with("start_date", "timestamptz", t -> t.times().startDate())
          .with("end_date", "timestamptz", t -> t.times().endDate())
          .with("retry_at", "timestamptz", t -> t.times().retryAt())
          .with("first_poke_at", "timestamptz", t -> t.times().firstPokeAt())
          .with("reason", "text", TaskInstance::reason)
          .with("work_try", "integer", t -> t.work().firstTry());

  /** What is compared, what is left of the facts, and what the audit log is told. */
  private static final Columns<Change> COLUMNS =
      Columns.<Change>none()
          .with("id", "uuid", Change::id)
          .with("run_pk", "bigint", c -> c.after.runPk())
          .with("old_state", "text", c -> c.transition.before().state().wireName())
          .with("old_epoch", "uuid", c -> c.transition.before().epoch())
          .with(ROW.of(Change::after))
          .with("lease_until", "timestamptz", c -> c.claim ? c.after.times().leaseUntil() : null)
          .with("no_decision", "boolean", c -> c.transition.dropsDecision())
          .with("no_external_id", "boolean", c -> c.transition.dropsWork())
          .with("at", "timestamptz", c -> c.transition.at())
          .with("cause", "text", c -> c.transition.cause().name().toLowerCase(Locale.ROOT))
          .with("detail", "text", c -> c.transition.reason());

  /**
   * Changes {@code changed} rows of {@code n}, and notes them. The runs come first, as everywhere;
   * their versions tell whoever remembers them.
   */
  private static final String CHANGE =
      "with n as materialized (select * from "
          + COLUMNS.unnest("n")
          + """
      ),
      runs as materialized (
        select r.id from dag_run r where r.id in (select n.run_pk from n)
        order by r.id for no key update of r%s),
      raised as (
        update dag_run r set version = r.version + 1 from runs where r.id = runs.id),
      held as materialized (
        select
      """
          + Tries.HELD
          + """

        from task_instance t join n on n.id = t.id
        where t.state = n.old_state and t.epoch is not distinct from n.old_epoch
          and t.run_pk in (select runs.id from runs)
        order by t.id for no key update of t),
      changed as (
        update task_instance t set
      """
          + ROW.assignments("n")
          + """
          , lease_until = case when n.epoch is not null
            then coalesce(n.lease_until, t.lease_until) end,
          decision = case when not n.no_decision then t.decision end,
          external_id = case when not n.no_external_id then t.external_id end
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
        select n.at, ?, 'task.' || n.cause, c.dag_id, r.run_id, c.task_id, c.map_index,
          n.try_number, n.old_state, n.state, n.detail
        from changed c join n on n.id = c.task_instance_id join dag_run r on r.id = c.run_pk)
      """
          + Tries.KEEP;

  private static final String WAITING = CHANGE.formatted("");
  private static final String PASSING_OVER = CHANGE.formatted(" skip locked");
  private static final String RESULT = " select * from changed";

  private static final String ENDS =
      Tries.write(" join changed c on c.task_instance_id = e.task_instance_id");

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

  /** Writes the changes and returns the rows that were changed. */
  static List<TaskInstance> write(Sql sql, Collection<Change> wanted, String actor) {
    return write(sql, WAITING, wanted, actor);
  }

  /** The same without those of runs that others have locked. */
  static List<TaskInstance> writePassingOver(Sql sql, Collection<Change> wanted, String actor) {
    return write(sql, PASSING_OVER, wanted, actor);
  }

  private static List<TaskInstance> write(
      Sql sql, String statement, Collection<Change> wanted, String actor) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>(wanted);
    changes.sort(Comparator.comparing(Change::id));
    List<@Nullable Object> args = COLUMNS.args(changes);
    args.add(actor);
    List<Attempt> ended = Tries.toWrite(changes.stream().map(Change::transition));
    if (ended.isEmpty()) {
      return sql.list(statement + RESULT, TaskRows::task, args.toArray());
    }
    args.addAll(Tries.args(ended));
    return sql.list(statement + ENDS + RESULT, TaskRows::task, args.toArray());
  }

  private static final Columns<UndoPlan.GivenBack> FACTS =
      Columns.<UndoPlan.GivenBack>none()
          .with("id", "uuid", back -> back.was().id())
          .with("try_number", "integer", back -> back.was().tryNumber())
          .with("goes_on", "boolean", UndoPlan.GivenBack::goesOn)
          .with("external_id", "text", back -> back.was().externalId())
          .with("decision", "text", back -> decision(back.was()));

  private static @Nullable String decision(TaskInstance task) {
    return task.decision() == null ? null : Json.write(task.decision());
  }

  /** What {@link #write} keeps of the row or drops, as it was before an order. */
  static void giveBackFacts(Sql sql, Collection<UndoPlan.GivenBack> changed) {
    List<@Nullable Object> args = FACTS.args(changed);
    sql.update(
        "update task_instance t set external_id = n.external_id, decision = n.decision::jsonb from "
            + FACTS.unnest("n")
            + " where t.id = n.id",
        args.toArray());
    sql.update(
        "delete from task_attempt a using "
            + FACTS.unnest("n")
            + " where a.task_instance_id = n.id and a.try_number >= n.try_number and n.goes_on",
        args.toArray());
  }
}
