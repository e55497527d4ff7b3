package io.orchestrator.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A standalone's database that is killed. */
@Timeout(120)
class SupervisedPostgresIT {
  private static final String PASSWORD = "secret";
  private final List<String> told = new CopyOnWriteArrayList<>();

  @Test
  void aKilledDatabaseIsStartedAgainWithItsDataAndTheTerminalIsTold(@TempDir Path home)
      throws Exception {
    Path programs = Files.createDirectories(home.resolve("programs"));
    Path shared = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
    Files.createSymbolicLink(programs.resolve("postgres"), Files.createDirectories(shared));
    var folders = new LocalPostgres.Folders(home.resolve("data"), programs);
    int port = freePort();
    try (SupervisedPostgres postgres =
        new SupervisedPostgres(
            () -> LocalPostgres.start(folders, port, PASSWORD, home.resolve("log")), told::add)) {
      query(port, "create table kept as select 7 as n");
      long killed = postgres.pid();

      ProcessHandle.of(killed).orElseThrow().destroyForcibly();

      await().atMost(Duration.ofSeconds(60)).until(() -> told.size() == 2);
      assertThat(told)
          .containsExactly(
              "PostgreSQL (pid " + killed + ") has ended; starting it again …",
              "PostgreSQL runs again, pid " + postgres.pid() + ".");
      assertThat(query(port, "select n from kept")).isEqualTo(7);
    }
    assertThat(told).as("its end by order is no accident").hasSize(2);
  }

  private static int query(int port, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(LocalPostgres.jdbcUrl(port), LocalPostgres.USER, PASSWORD);
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return 0;
      }
      try (ResultSet rows = statement.getResultSet()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
