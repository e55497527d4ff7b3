package io.orchestrator.store.postgres;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.ReactionWrite;
import io.orchestrator.store.ReactionWrite.Remembered;
import io.orchestrator.store.ReactionWrite.RunChange;
import io.orchestrator.store.ReactionWrite.TaskChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a reaction in one statement: the claim book, the runs, their task instances, the tries
 * that end and the audit log, in the order in which everybody locks them. Each row is written where
 * it stands as it was remembered; the caller counts, and rolls back what is not whole.
 */
final class ReactionChanges {
  /** One run concerned. */
  private record OfRun(Remembered seen, @Nullable DagRun after) {
    private DagRun row() {
      return after == null ? seen.run() : after;
    }
  }

  private static final Columns<OfRun> RUNS =
      Columns.<OfRun>none()
          .with("id", "bigint", r -> r.seen.run().id())
          .with("version", "bigint", r -> r.seen.version())
          .with("changes", "boolean", r -> r.after != null)
          .with("state", "text", r -> r.row().state().wireName())
          .with("start_date", "timestamptz", r -> r.row().startDate())
          .with("end_date", "timestamptz", r -> r.row().endDate())
          .with("failure", "text", r -> r.row().failure());

  /** All changes of one instance: from the row as it was remembered to the last one. */
  private record OfTask(
      List<TaskTransition> transitions, TaskInstance after, @Nullable BranchDecision decision) {
    private TaskInstance before() {
      return transitions.get(0).before();
    }

    private boolean any(java.util.function.Predicate<TaskTransition> test) {
      return transitions.stream().anyMatch(test);
    }

    /** Only a new claim's: heartbeats have moved any other. */
    private @Nullable Instant lease() {
      return Objects.equals(after.epoch(), before().epoch()) ? null : after.times().leaseUntil();
    }
  }

  private static final Columns<OfTask> TASKS =
      Columns.<OfTask>none()
          .with("id", "uuid", t -> t.after.id())
          .with("old_state", "text", t -> t.before().state().wireName())
          .with("old_epoch", "uuid", t -> t.before().epoch())
          .with(Changes.ROW.of(OfTask::after))
          .with("lease_until", "timestamptz", OfTask::lease)
          .with("decision", "text", t -> t.decision == null ? null : Json.write(t.decision))
          .with("no_decision", "boolean", t -> t.any(TaskTransition::dropsDecision))
          .with("no_external_id", "boolean", t -> t.any(TaskTransition::dropsWork));

  /** A line of the audit log. */
  private record Line(
      Instant at,
      String actor,
      String event,
      DagRun run,
      @Nullable TaskTransition task,
      String from,
      String to,
      String detail) {}

  private static final Columns<Line> AUDIT =
      Columns.<Line>none()
          .with("at", "timestamptz", Line::at)
          .with("actor", "text", Line::actor)
          .with("event", "text", Line::event)
          .with("dag_id", "text", line -> line.run.dagId())
          .with("run_id", "text", line -> line.run.runId())
          .with("task_id", "text", line -> line.task == null ? null : line.task.before().taskId())
          .with("map_index", "integer", l -> l.task == null ? null : l.task.before().mapIndex())
          .with("try_number", "integer", l -> l.task == null ? null : l.task.tryNumber())
          .with("old_state", "text", Line::from)
          .with("new_state", "text", Line::to)
          .with("detail", "text", Line::detail);

  private static final String BOOK =
      """
      book as (
        update claim_book set version = version + 1 where only_row and version = ?
        returning version),
      """;

  private static final String OF_RUNS =
      "n as materialized (select * from "
          + RUNS.unnest("n")
          + """
      ),
      seen as materialized (
        select r.id from dag_run r join n on n.id = r.id
        where r.version = n.version %s
        order by r.id for no key update of r skip locked),
      runs as (
        update dag_run r set version = r.version + 1, last_planned_at = now(),
          updated_at = case when n.changes then now() else r.updated_at end,
          state = n.state, start_date = n.start_date, end_date = n.end_date, failure = n.failure
        from seen join n on n.id = seen.id where r.id = seen.id
        returning r.id),
      """;

  private static final String OF_TASKS =
      "m as materialized (select * from "
          + TASKS.unnest("m")
          + """
      ),
      held as materialized (
        select t.id from task_instance t join m on m.id = t.id
        where t.state = m.old_state and t.epoch is not distinct from m.old_epoch
          and (select count(*) from seen) = ?
        order by t.id for no key update of t),
      tasks as (
        update task_instance t set
      """
          + Changes.ROW.assignments("m")
          + """
        , lease_until = case when m.epoch is not null
            then coalesce(m.lease_until, t.lease_until) end,
          decision = case when m.decision is not null then m.decision::jsonb
            when not m.no_decision then t.decision end,
          external_id = case when not m.no_external_id then t.external_id end
        from held join m on m.id = held.id where t.id = held.id
        returning t.id),
      noted as (
        insert into audit (
      """
          + AUDIT.names()
          + ") select "
          + AUDIT.names("l")
          + " from "
          + AUDIT.unnest("l")
          + ")";

  private static final String ENDS = Tries.write("");

  private static final String RESULT =
      " select (select count(*) from runs) as runs, (select count(*) from tasks) as tasks";

  private static final String WITHOUT_CLAIMS = "with " + OF_RUNS.formatted("") + OF_TASKS;
  private static final String WITH_CLAIMS =
      "with " + BOOK + OF_RUNS.formatted("and exists (select from book)") + OF_TASKS;

  private ReactionChanges() {}

  /** Returns whether all of it was written. */
  static boolean write(Sql sql, ReactionWrite reaction) {
    List<OfRun> runs = ofRuns(reaction);
    List<OfTask> tasks = ofTasks(reaction);
    List<@Nullable Object> args = new ArrayList<>();
    if (reaction.book() != null) {
      args.add(reaction.book());
    }
    args.addAll(RUNS.args(runs));
    args.addAll(TASKS.args(tasks));
    args.add(runs.size());
    args.addAll(AUDIT.args(lines(reaction)));
    List<Attempt> ended = Tries.toWrite(reaction.ofTasks().stream().map(TaskChange::transition));
    if (!ended.isEmpty()) {
      args.addAll(Tries.args(ended));
    }
    return sql.first(
            (reaction.book() == null ? WITHOUT_CLAIMS : WITH_CLAIMS)
                + (ended.isEmpty() ? "" : ENDS)
                + RESULT,
            row -> row.number("runs") == runs.size() && row.number("tasks") == tasks.size(),
            args.toArray())
        .orElse(false);
  }

  private static List<OfRun> ofRuns(ReactionWrite reaction) {
    Map<Long, DagRun> after = new HashMap<>();
    reaction.ofRuns().forEach(c -> after.put(c.transition().before().id(), c.transition().after()));
    return reaction.runs().values().stream()
        .map(seen -> new OfRun(seen, after.get(seen.run().id())))
        .toList();
  }

  private static List<OfTask> ofTasks(ReactionWrite reaction) {
    Map<UUID, List<TaskChange>> byId = new LinkedHashMap<>();
    for (TaskChange change : reaction.ofTasks()) {
      byId.computeIfAbsent(change.after().id(), id -> new ArrayList<>()).add(change);
    }
    List<OfTask> tasks = new ArrayList<>(byId.size());
    byId.forEach(
        (id, changes) ->
            tasks.add(
                new OfTask(
                    changes.stream().map(TaskChange::transition).toList(),
                    changes.get(changes.size() - 1).after(),
                    reaction.decisions().get(id))));
    return tasks;
  }

  private static List<Line> lines(ReactionWrite reaction) {
    List<Line> lines = new ArrayList<>();
    for (ReactionWrite.Change change : reaction.changes()) {
      if (change instanceof TaskChange ofTask) {
        lines.add(line(ofTask, reaction.runs()));
      } else if (change instanceof RunChange ofRun) {
        lines.add(line(ofRun));
      }
    }
    return lines;
  }

  private static Line line(TaskChange change, Map<Long, Remembered> runs) {
    TaskTransition task = change.transition();
    return new Line(
        task.at(),
        change.actor(),
        "task." + task.cause().name().toLowerCase(Locale.ROOT),
        Objects.requireNonNull(runs.get(task.before().runPk())).run(),
        task,
        task.before().state().wireName(),
        task.to().wireName(),
        task.reason());
  }

  private static Line line(RunChange change) {
    RunTransition run = change.transition();
    return new Line(
        run.at(),
        change.actor(),
        "run." + run.to().wireName(),
        run.before(),
        null,
        run.before().state().wireName(),
        run.to().wireName(),
        run.reason());
  }
}
