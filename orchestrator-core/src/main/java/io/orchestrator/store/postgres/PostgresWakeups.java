package io.orchestrator.store.postgres;

import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.store.Wakeups;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wake-ups over LISTEN and NOTIFY: about 2 ms from commit to the other node. */
public final class PostgresWakeups implements Wakeups {
  static final String CHANNEL = "orchestrator_wake";
  private static final Logger LOG = LoggerFactory.getLogger(PostgresWakeups.class);
  private static final int RUNS_PER_MESSAGE = 200;

  private final DataSource source;
  private final Transactions transactions;
  private final String node;

  /**
   * Wake-ups of one node.
   *
   * @param source where the listener takes one connection for itself, for as long as it listens
   * @param node name of this node, without spaces; its own messages are not given to its listeners
   */
  public PostgresWakeups(DataSource source, String node) {
    if (node.isBlank() || node.indexOf(' ') >= 0) {
      throw new IllegalArgumentException("A node's name has no spaces, unlike '" + node + "'.");
    }
    this.source = source;
    this.transactions = Transactions.ofEngine(source);
    this.node = node;
  }

  @Override
  public void publish(Collection<Long> runPks) {
    List<Long> runs = runPks.stream().distinct().toList();
    if (runs.isEmpty()) {
      return;
    }
    List<String> messages = new ArrayList<>();
    for (int from = 0; from < runs.size(); from += RUNS_PER_MESSAGE) {
      messages.add(message(runs.subList(from, Math.min(runs.size(), from + RUNS_PER_MESSAGE))));
    }
    try {
      transactions.run(
          sql -> {
            sql.call("select pg_notify(?, m) from unnest(?) as m", CHANNEL, Sql.texts(messages));
            return true;
          });
    } catch (StoreUnavailableException e) {
      LOG.warn(
          "Other nodes were not told of {} changed runs; their sweep finds them.", runs.size(), e);
    }
  }

  private String message(List<Long> runs) {
    StringBuilder message = new StringBuilder(node);
    runs.forEach(run -> message.append(' ').append(run));
    return message.toString();
  }

  @Override
  public Subscription listen(LongConsumer changed, Runnable missed) {
    WakeupListener listener = new WakeupListener(source, node, changed, missed);
    listener.start();
    return listener;
  }
}
