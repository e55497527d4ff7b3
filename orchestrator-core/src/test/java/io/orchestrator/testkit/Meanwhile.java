package io.orchestrator.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A way to a database on which others are faster: before a chosen statement somebody else does
 * something, from beginning to end.
 */
public final class Meanwhile extends DelegatingDataSource {
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final AtomicInteger statements = new AtomicInteger();
  private volatile Change next = new Change(0, () -> {});

  /** What happens before the statement of that number. */
  private record Change(int before, Runnable work) {}

  public Meanwhile(DataSource source) {
    super(source);
  }

  /**
   * Counts anew, and has something happen before a statement of the next ones.
   *
   * @param statement from 1 on; the one that begins a transaction counts
   * @param change must not come here itself
   */
  public void before(int statement, Runnable change) {
    next = new Change(statement, change);
    statements.set(0);
    mostOpen.set(open.get());
  }

  /** How many statements there were since {@link #before}. */
  public int statements() {
    return statements.get();
  }

  /** How many connections are in use now. */
  public int open() {
    return open.get();
  }

  /** How many were in use at once since {@link #before}. */
  public int mostOpen() {
    return mostOpen.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> call(connection, method, arguments));
  }

  private Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("prepareStatement")) {
      Change change = next;
      if (statements.incrementAndGet() == change.before()) {
        // On another thread, as another process would: what is open here is not for it.
        CompletableFuture.runAsync(change.work()).join();
      }
    } else if (method.getName().equals("close")) {
      open.decrementAndGet();
    }
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
