package io.orchestrator.store.postgres;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSpec;
import io.orchestrator.run.RunTransition;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunDates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes runs and writes their changes, one statement each: rows, tasks and audit rows together. */
final class RunChanges {
  private static final String MAKE =
      """
      with r as (
        insert into dag_run as r (dag_id, run_id, run_type, state, dag_version_id, logical_date,
          interval_start, interval_end, run_after, queued_at, updated_at, conf, triggered_by,
          triggering_user, note)
        values (?, ?, ?, 'queued', ?, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?, now(),
          now(), ?::jsonb, ?, ?, ?)
        on conflict do nothing
        returning
      """
          + RunRows.COLUMNS
          + "), tasks as ("
          + NewTasks.INSERT
          + """
      ), noted as (
        insert into audit (actor, event, dag_id, run_id, new_state, detail)
        select r.triggered_by, 'run.queued', r.dag_id, r.run_id, 'queued', '' from r
        union all
        select o.actor, 'dag.trigger', r.dag_id, r.run_id, null, ''
        from r, (select ?::text as actor) o where o.actor is not null)
      select * from r
      """;

  /** Written as they are in the row that a change makes. */
  private static final Columns<RunTransition> WRITTEN =
      Columns.<RunTransition>none()
          .with("state", "text", c -> c.after().state().wireName())
          .with("queued_at", "timestamptz", c -> c.after().moments().queuedAt())
          .with("start_date", "timestamptz", c -> c.after().startDate())
          .with("end_date", "timestamptz", c -> c.after().endDate())
          .with("failure", "text", c -> c.after().failure())
          .with("clear_number", "integer", c -> c.after().clearNumber());

  /** What is compared, and what the audit log is told. */
  private static final Columns<RunTransition> COLUMNS =
      Columns.<RunTransition>none()
          .with("id", "bigint", c -> c.before().id())
          .with("old_state", "text", c -> c.before().state().wireName())
          .with("old_clear_number", "integer", c -> c.before().clearNumber())
          .with(WRITTEN)
          .with("detail", "text", RunTransition::reason);

  private static final String APPLY =
      "with n as materialized (select * from "
          + COLUMNS.unnest("n")
          + """
      ),
      held as materialized (
        select r.id from dag_run r join n on n.id = r.id
        where r.state = n.old_state and r.clear_number = n.old_clear_number
        order by r.id for no key update of r),
      changed as (
        update dag_run r set updated_at = now(), version = r.version + 1,
      """
          + WRITTEN.assignments("n")
          + """

        from held join n on n.id = held.id
        where r.id = held.id and r.state = n.old_state and r.clear_number = n.old_clear_number
        returning r.id, r.dag_id, r.run_id),
      noted as (
        insert into audit (actor, event, dag_id, run_id, old_state, new_state, detail)
        select ?, 'run.' || n.state, c.dag_id, c.run_id, n.old_state, n.state, n.detail
        from changed c join n on n.id = c.id order by c.id)
      select id from changed
      """;

  private RunChanges() {}

  /**
   * Makes a run with its task instances; empty when its id or its date is taken.
   *
   * @param orderedBy whose order it is, if it is one
   */
  static Optional<DagRun> make(Sql sql, RunSpec run, CompiledDag dag, @Nullable String orderedBy) {
    RunDates dates = run.dates();
    DataInterval interval = dates.interval();
    List<@Nullable Object> args =
        new ArrayList<>(
            Arrays.asList(
                run.dagId(),
                run.runId(),
                run.type().wireName(),
                run.dagVersionId(),
                dates.logicalDate(),
                interval == null ? null : interval.start(),
                interval == null ? null : interval.end(),
                dates.runAfter(),
                Json.write(run.trigger().conf()),
                run.trigger().by(),
                run.trigger().user(),
                run.note()));
    args.addAll(NewTasks.args(run, dag));
    args.add(orderedBy);
    return sql.first(MAKE, RunRows::run, args.toArray());
  }

  /** Returns the keys of the runs that were changed; a missing one lost its race. */
  static List<Long> write(Sql sql, Collection<RunTransition> changes, String actor) {
    if (changes.isEmpty()) {
      return List.of();
    }
    List<@Nullable Object> args = COLUMNS.args(changes);
    args.add(actor);
    return sql.list(APPLY, row -> row.big("id"), args.toArray());
  }
}
