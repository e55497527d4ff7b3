package io.orchestrator.peers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** db-scheduler: a durable queue alone; each task puts the next one into it. */
final class DbSchedulerPeer implements Peer {
  private static final int THREADS = 16;
  private static final String TABLE =
      """
      create table scheduled_tasks (
        task_name text not null, task_instance text not null, task_data bytea,
        execution_time timestamptz not null, picked boolean not null, picked_by text,
        last_success timestamptz, last_failure timestamptz, consecutive_failures int,
        last_heartbeat timestamptz, version bigint not null, priority smallint,
        primary key (task_name, task_instance));
      create index execution_time_idx on scheduled_tasks (execution_time);
      create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
      create index priority_execution_time_idx on scheduled_tasks (priority desc, execution_time asc);
      """;
  private final InstantSource clock;
  private final Map<String, Walk> walks = new ConcurrentHashMap<>();
  private final OneTimeTask<Void> task;
  private final Scheduler scheduler;

  private record Walk(int tasks, Bodies bodies) {}

  DbSchedulerPeer(DataSource database, InstantSource clock) throws SQLException {
    this.clock = clock;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
    task = Tasks.oneTime("step").execute(this::step);
    scheduler =
        Scheduler.create(database, task)
            .threads(THREADS)
            .enableImmediateExecution()
            .pollUsingLockAndFetch(0.5, 2.0)
            .build();
    scheduler.start();
  }

  @Override
  public void walk(String run, int tasks, Bodies bodies) throws Exception {
    walks.put(run, new Walk(tasks, bodies));
    bodies.announce(run);
    scheduler.scheduleIfNotExists(task.instance(run + ":0"), now());
    bodies.awaitEnd(run);
    walks.remove(run);
  }

  private Instant now() {
    return clock.instant();
  }

  private void step(TaskInstance<Void> instance, ExecutionContext context) {
    String[] id = instance.getId().split(":", 2);
    int number = Integer.parseInt(id[1]);
    Walk walk = walks.get(id[0]);
    if (walk == null) {
      return;
    }
    walk.bodies().run(number);
    if (number + 1 < walk.tasks()) {
      context
          .getSchedulerClient()
          .scheduleIfNotExists(task.instance(id[0] + ":" + (number + 1)), now());
    } else {
      walk.bodies().ended(id[0]);
    }
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}
