package io.orchestrator.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL for tests: one server per JVM, durable as in production, on a free port of the
 * loopback; stopped with the JVM. Every {@link #create} is a database of its own with our schema.
 */
public final class TestPostgres implements AutoCloseable {
  private static final String TEMPLATE = "orchestrator_template";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;
  private final HikariDataSource source;

  private TestPostgres(String name, HikariDataSource source) {
    this.name = name;
    this.source = source;
  }

  /** A new database with the schema of {@code db/migration}. */
  public static TestPostgres create() {
    return create(TEMPLATE);
  }

  /** A new database with nothing in it. */
  public static TestPostgres createEmpty() {
    return create("template0");
  }

  private static TestPostgres create(String template) {
    String name = "test_" + COUNT.incrementAndGet();
    Server.execute("create database " + name + " template " + template);
    return new TestPostgres(name, pool(name));
  }

  public DataSource dataSource() {
    return source;
  }

  /** Address without user and password: user and password are both {@code postgres}. */
  public String jdbcUrl() {
    return source.getJdbcUrl();
  }

  /** Ends every connection to this database, as an administrator or a crash would. */
  public void terminateBackends() {
    Server.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  }

  @Override
  public void close() {
    source.close();
    Server.execute("drop database " + name + " with (force)");
  }

  private static HikariDataSource pool(String database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + Server.POSTGRES.getPort() + "/" + database);
    config.setUsername("postgres");
    config.setPassword("postgres");
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(0);
    config.setPoolName(database);
    return new HikariDataSource(config);
  }

  /** Started at the first use. */
  private static final class Server {
    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("max_connections", "100")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static {
      execute("create database " + TEMPLATE);
      Flyway.configure().dataSource(POSTGRES.getDatabase("postgres", TEMPLATE)).load().migrate();
    }

    static void execute(String sql) {
      try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }
  }
}
