package io.orchestrator.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.testing.SettableClock;
import java.io.Closeable;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Who waits for a connection, and who is told at once that there is none. */
class ImpatientDataSourceTest {
  private static final Duration WAIT = Duration.ofMillis(1_500);
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T12:00:00Z"));
  private final Pool pool = new Pool();
  private final ImpatientDataSource source = new ImpatientDataSource(pool, clock);

  /** Gives a connection, or lets the caller wait and gives none. */
  private final class Pool extends AbstractDataSource implements Closeable {
    private boolean away;
    private int asked;
    private Runnable meanwhile = () -> {};

    @Override
    public Connection getConnection() throws SQLException {
      asked++;
      if (!away) {
        return (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> null);
      }
      clock.advance(WAIT);
      meanwhile.run();
      throw new SQLException("none after " + WAIT);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
      return getConnection();
    }

    @Override
    public void close() {
      away = true;
    }
  }

  @Test
  void whileTheDatabaseIsAwayOnlyOneCallInAMomentWaits() throws SQLException {
    pool.away = true;
    assertThatThrownBy(source::getConnection).hasMessageContaining("none after");
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(source::getConnection).hasMessageContaining("a moment ago");
    }
    assertThat(pool.asked).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    pool.away = false;
    assertThat(source.getConnection()).isNotNull();
    assertThat(source.getConnection()).isNotNull();
  }

  @Test
  void whileOthersGetConnectionsOneThatGetsNoneStopsNobody() throws SQLException {
    pool.meanwhile =
        () -> {
          pool.away = false;
          try {
            assertThat(source.getConnection()).isNotNull();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        };
    pool.away = true;
    assertThatThrownBy(source::getConnection).hasMessageContaining("none after");
    assertThat(source.getConnection()).isNotNull();
  }
}
