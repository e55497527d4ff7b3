package io.orchestrator.web.bench.installation;

import io.orchestrator.web.standalone.LocalPostgres;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/** The empty database of one installation; it goes with it. */
public final class BenchDatabase implements AutoCloseable {
  private static final String PASSWORD = "bench";
  private final String url;
  private final String username;
  private final String password;
  private final End end;

  private BenchDatabase(String url, String username, String password, End end) {
    this.url = url;
    this.username = username;
    this.password = password;
    this.end = end;
  }

  /** How it goes. */
  @FunctionalInterface
  private interface End {
    void close() throws SQLException;
  }

  /**
   * The PostgreSQL that the product has with it, durable, in a folder.
   *
   * @param programs where its programs are unpacked; may be shared by many
   */
  static BenchDatabase embedded(Path home, Path programs, int port) {
    LocalPostgres server =
        LocalPostgres.start(
            new LocalPostgres.Folders(home.resolve("postgres"), programs),
            port,
            PASSWORD,
            home.resolve("postgres.log"));
    return new BenchDatabase(
        LocalPostgres.jdbcUrl(port), LocalPostgres.USER, PASSWORD, server::close);
  }

  /** A database of its own on a server that is there already. */
  static BenchDatabase on(OutsideServer server, String name) throws SQLException {
    server.create(name);
    return new BenchDatabase(
        server.urlOf(name), server.username(), server.password(), () -> server.drop(name));
  }

  public String url() {
    return url;
  }

  public String username() {
    return username;
  }

  public String password() {
    return password;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, username, password);
  }

  /** Bytes that the server has written ahead so far, those of its other databases included. */
  public double walBytes() throws SQLException {
    return ask("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')", row -> row.getDouble(1));
  }

  /**
   * Does now what PostgreSQL would do by itself some time after a load, and what would then count
   * as written by whatever is measured: it removes dead rows and counts the others.
   */
  public void tidy() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum (analyze)");
    }
  }

  /** Its version, and whether it compiles statements. */
  public String about() throws SQLException {
    String version = ask("show server_version", row -> row.getString(1));
    String jit =
        ask(
            "select case when pg_jit_available() then current_setting('jit') else 'absent' end",
            row -> row.getString(1));
    return "PostgreSQL " + version + ", JIT " + jit;
  }

  /** The process above those of all connections; empty when it runs on another machine. */
  public OptionalLong mainProcess() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select pg_backend_pid(), host(inet_server_addr())")) {
      row.next();
      long backend = row.getLong(1);
      boolean here =
          isHere(row.getString(2))
              && ProcessorTime.title(backend).filter(t -> t.startsWith("postgres:")).isPresent();
      return here ? ProcessorTime.parent(backend) : OptionalLong.empty();
    }
  }

  private static boolean isHere(String address) {
    try {
      InetAddress server = InetAddress.getByName(address);
      return server.isLoopbackAddress() || NetworkInterface.getByInetAddress(server) != null;
    } catch (UnknownHostException | SocketException unknown) {
      return false;
    }
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface Reading<K> {
    K of(ResultSet row) throws SQLException;
  }

  /** The answer in the first row. */
  public <K> K ask(String question, Reading<K> reading) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      if (!row.next()) {
        throw new SQLException("no row: " + question);
      }
      return reading.of(row);
    }
  }

  @Override
  public void close() throws SQLException {
    end.close();
  }
}
