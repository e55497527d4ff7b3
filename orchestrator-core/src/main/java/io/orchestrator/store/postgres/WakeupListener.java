package io.orchestrator.store.postgres;

import io.orchestrator.store.Wakeups.Subscription;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a connection of its own and takes a new one whenever that is lost. */
final class WakeupListener implements Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(WakeupListener.class);
  private static final int WAIT_MILLIS = 500;
  private static final int PAUSE_MILLIS = 1_000;
  private static final int JOIN_MILLIS = 5_000;

  private final DataSource source;
  private final String node;
  private final LongConsumer changed;
  private final Runnable missed;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch listening = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "wakeups");

  WakeupListener(DataSource source, String node, LongConsumer changed, Runnable missed) {
    this.source = source;
    this.node = node;
    this.changed = changed;
    this.missed = missed;
    thread.setDaemon(true);
  }

  /** Starts the thread and waits a moment for the first connection. */
  void start() {
    thread.start();
    try {
      if (!listening.await(JOIN_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn("Not listening to other nodes yet; trying on. The sweep finds their changes.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (closed.getCount() > 0) {
      try (Connection connection = source.getConnection()) {
        listen(connection);
      } catch (SQLException e) {
        LOG.warn("Listening to other nodes was interrupted: {}. Trying again.", e.getMessage());
        pause();
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + PostgresWakeups.CHANNEL);
      boolean again = listening.getCount() == 0;
      listening.countDown();
      if (again) {
        tell(missed);
      }
      PGConnection driver = connection.unwrap(PGConnection.class);
      while (closed.getCount() > 0) {
        PGNotification[] notifications = driver.getNotifications(WAIT_MILLIS);
        if (notifications != null) {
          for (PGNotification notification : notifications) {
            deliver(notification.getParameter());
          }
        }
      }
      statement.execute("unlisten *");
    }
  }

  private void deliver(String message) {
    String[] words = message.split(" ", -1);
    if (words[0].equals(node)) {
      return;
    }
    for (int i = 1; i < words.length; i++) {
      try {
        long run = Long.parseLong(words[i]);
        tell(() -> changed.accept(run));
      } catch (NumberFormatException e) {
        LOG.warn("Ignoring a message that is not ours: {}", message);
      }
    }
  }

  /** One failing consumer must not end the listening. */
  private static void tell(Runnable consumer) {
    try {
      consumer.run();
    } catch (RuntimeException e) {
      LOG.error("A wake-up failed; the sweep makes up for it.", e);
    }
  }

  private void pause() {
    try {
      if (closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.debug("closed while disconnected");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.countDown();
    }
  }
}
