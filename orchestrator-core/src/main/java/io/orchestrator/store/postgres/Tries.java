package io.orchestrator.store.postgres;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskInstance.TaskTimes;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries that have ended, in the table {@code task_attempt}. While an instance stands in success,
 * its own row says all of the try that brought it there: that try has no row of its own until
 * something changes the instance.
 */
final class Tries {
  private static final Columns<Attempt> ENDED =
      Columns.<Attempt>none()
          .with("state", "text", attempt -> attempt.state().wireName())
          .with("worker", "text", Attempt::worker)
          .with("queued_at", "timestamptz", Attempt::queuedAt)
          .with("start_date", "timestamptz", Attempt::startDate)
          .with("end_date", "timestamptz", Attempt::endDate)
          .with("reason", "text", Attempt::reason);

  private static final Columns<Attempt> ATTEMPT =
      Columns.<Attempt>none()
          .with("task_instance_id", "uuid", Attempt::taskInstanceId)
          .with("try_number", "integer", Attempt::tryNumber)
          .with(ENDED);

  private static final String INSERT = "insert into task_attempt (" + ATTEMPT.names() + ") ";

  /** A try may end twice: once by an order that is undone. */
  private static final String REPLACE =
      " on conflict (task_instance_id, try_number) do update set " + ENDED.assignments("excluded");

  /** A row of the instance {@code t} as one of its last try. */
  private static final String OF_ROW =
      "t.id as task_instance_id, t.try_number, " + ENDED.names("t");

  private static final String BY_ROW = "t.state = 'success' and t.queued_at is not null";

  /** What a statement has to hold of instances {@code t}, as {@code held}, for {@link #KEEP}. */
  static final String HELD = "t.id, t.try_number, " + ENDED.names("t");

  /** Gives rows to the tries that only the held instances tell of, before these change. */
  static final String KEEP =
      ", kept as ("
          + INSERT
          + "select "
          + OF_ROW
          + " from held t where "
          + BY_ROW
          + " on conflict do nothing)";

  /** To be joined behind instances {@code t}: the ended tries {@code a} of each. */
  static final String JOIN =
      " cross join lateral (select "
          + ATTEMPT.names("e")
          + " from task_attempt e where e.task_instance_id = t.id union all select "
          + OF_ROW
          + " where "
          + BY_ROW
          + " and not exists (select from task_attempt e"
          + " where e.task_instance_id = t.id and e.try_number = t.try_number)) a ";

  private Tries() {}

  /**
   * A part of a statement that writes the ends {@code e}; its arguments are those of {@link #args}.
   *
   * @param condition joins what else decides which of them
   */
  static String write(String condition) {
    return ", ended as ("
        + INSERT
        + "select "
        + ATTEMPT.names("e")
        + " from "
        + ATTEMPT.unnest("e")
        + condition
        + REPLACE
        + ")";
  }

  static List<@Nullable Object> args(List<Attempt> ended) {
    return ATTEMPT.args(ended);
  }

  /** The tries that end with the changes and that no instance tells of. */
  static List<Attempt> toWrite(Stream<TaskTransition> changes) {
    return changes
        .flatMap(change -> change.endedTry().filter(ended -> !told(change.after(), ended)).stream())
        .toList();
  }

  private static boolean told(TaskInstance row, Attempt ended) {
    TaskTimes times = row.times();
    return row.state() == TaskState.SUCCESS
        && times.queuedAt() != null
        && ended.equals(
            new Attempt(
                row.id(),
                row.tryNumber(),
                row.state(),
                row.worker(),
                new Attempt.Moments(times.queuedAt(), times.startDate(), times.endDate()),
                row.reason()));
  }
}
