package io.orchestrator.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** How a pool gets connections of a database that is away for a while. */
class PersistentDataSourceTest {
  private static final String REFUSED = "08001";
  private static final String STARTING = "57P03";
  private static final String WRONG_PASSWORD = "28P01";
  private final Database database = new Database();
  private final List<Duration> rests = new ArrayList<>();
  private final PersistentDataSource source = new PersistentDataSource(database, rests::add);

  /** Refuses as often as it is told. */
  private static final class Database extends AbstractDataSource {
    private int refusals;
    private String state = REFUSED;
    private int asked;

    @Override
    public Connection getConnection() throws SQLException {
      asked++;
      if (asked <= refusals) {
        throw new SQLException("no", state);
      }
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> null);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
      return getConnection();
    }
  }

  @BeforeEach
  void reach() throws SQLException {
    assertThat(source.getConnection()).isNotNull();
    database.asked = 0;
  }

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void aDatabaseThatIsAwayIsAskedAgainAfterPausesThatDoNotGrow() throws SQLException {
    database.refusals = 50;
    assertThat(source.getConnection("somebody", "secret")).isNotNull();
    assertThat(rests).hasSize(50).containsOnly(PersistentDataSource.PAUSE);
  }

  @Test
  void soIsOneThatIsStarting() throws SQLException {
    database.refusals = 3;
    database.state = STARTING;
    assertThat(source.getConnection()).isNotNull();
    assertThat(rests).hasSize(3);
  }

  @Test
  void afterAWhileThePoolHearsWhyThereIsNone() {
    database.refusals = Integer.MAX_VALUE;
    assertThatThrownBy(source::getConnection)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
    assertThat(database.asked).isEqualTo(PersistentDataSource.TRIES);
  }

  @Test
  void aDatabaseThatWasNeverReachedIsNotWaitedFor() {
    database.refusals = 1;
    PersistentDataSource wrongAddress = new PersistentDataSource(database, rests::add);
    assertThatThrownBy(wrongAddress::getConnection).isInstanceOf(SQLException.class);
    assertThat(rests).isEmpty();
  }

  @Test
  void whatWillNotChangeIsSaidAtOnce() {
    database.refusals = 1;
    database.state = WRONG_PASSWORD;
    assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
    assertThat(rests).isEmpty();
  }

  @Test
  void aPoolThatIsClosedDoesNotWait() throws SQLException {
    PersistentDataSource interrupted =
        new PersistentDataSource(
            database,
            length -> {
              throw new InterruptedException();
            });
    assertThat(interrupted.getConnection()).isNotNull();
    database.asked = 0;
    database.refusals = Integer.MAX_VALUE;
    assertThatThrownBy(interrupted::getConnection).isInstanceOf(SQLException.class);
    assertThat(database.asked).isEqualTo(1);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
