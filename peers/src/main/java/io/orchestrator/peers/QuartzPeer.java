package io.orchestrator.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.spi.ThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz with its JDBC store: each firing of a durable job makes the trigger of the next. */
final class QuartzPeer implements Peer {
  private static final int THREADS = 16;
  private static final String NAME = "bench";
  private static final JobKey JOB = new JobKey("step");
  private static final Map<String, Walk> WALKS = new ConcurrentHashMap<>();
  private final Scheduler scheduler;

  private record Walk(int tasks, Bodies bodies) {}

  QuartzPeer(DataSource database)
      throws SQLException, SchedulerException, IOException, InvalidConfigurationException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(tables());
    }
    DBConnectionManager.getInstance().addConnectionProvider(NAME, new Provided(database));
    JobStoreTX store = new JobStoreTX();
    store.setDataSource(NAME);
    store.setDriverDelegateClass(PostgreSQLDelegate.class.getName());
    store.setInstanceName(NAME);
    store.setInstanceId(NAME);
    ThreadPool threads = new SimpleThreadPool(THREADS, Thread.NORM_PRIORITY);
    threads.initialize();
    DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
    factory.createScheduler(NAME, NAME, threads, store);
    scheduler = factory.getScheduler(NAME);
    scheduler.addJob(JobBuilder.newJob(Step.class).withIdentity(JOB).storeDurably().build(), true);
    scheduler.start();
  }

  private static String tables() throws IOException {
    try (InputStream in =
        Scheduler.class.getResourceAsStream("impl/jdbcjobstore/tables_postgres.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Our pool. */
  private record Provided(DataSource database) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return database.getConnection();
    }

    @Override
    public void shutdown() {
      // The pool is closed by whoever made it.
    }

    @Override
    public void initialize() {
      // It is there.
    }
  }

  @Override
  public void walk(String run, int tasks, Bodies bodies) throws Exception {
    WALKS.put(run, new Walk(tasks, bodies));
    bodies.announce(run);
    fire(scheduler, run, 0);
    bodies.awaitEnd(run);
    WALKS.remove(run);
  }

  private static void fire(Scheduler scheduler, String run, int task) throws SchedulerException {
    scheduler.scheduleJob(
        TriggerBuilder.newTrigger().forJob(JOB).withIdentity(run + ":" + task).startNow().build());
  }

  /** One firing. */
  public static final class Step implements Job {
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      String[] id = context.getTrigger().getKey().getName().split(":", 2);
      int number = Integer.parseInt(id[1]);
      Walk walk = WALKS.get(id[0]);
      if (walk == null) {
        return;
      }
      walk.bodies().run(number);
      try {
        if (number + 1 < walk.tasks()) {
          fire(context.getScheduler(), id[0], number + 1);
        } else {
          walk.bodies().ended(id[0]);
        }
      } catch (SchedulerException e) {
        throw new JobExecutionException(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz did not end.", e);
    }
  }
}
