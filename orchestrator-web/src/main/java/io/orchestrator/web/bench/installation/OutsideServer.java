package io.orchestrator.web.bench.installation;

import io.orchestrator.web.standalone.StartFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * A PostgreSQL that is there already. Each installation makes a database of its own there and drops
 * it at the end; the one that {@code url} names is only where that is asked for.
 *
 * @param username may create databases
 */
public record OutsideServer(String url, String username, String password) {
  private static final String PREFIX = "jdbc:postgresql:";
  private static final String EXAMPLE = "jdbc:postgresql://127.0.0.1:5432/postgres";

  /**
   * @throws StartFailure when the URL is none, or has a secret in it
   */
  public OutsideServer {
    if (!url.matches("jdbc:postgresql://[^/?]+/[^/?]+(\\?.*)?")) {
      throw new StartFailure(
          "\"" + shown(url) + "\" is not the URL of a database in PostgreSQL.",
          "Write it like this: " + EXAMPLE);
    }
    if (url.toLowerCase(Locale.ROOT).matches(".*[?&](password|user)=.*")) {
      throw new StartFailure(
          "The URL of the database names a user or a password; every process could read them.",
          "Set ORCHESTRATOR__DATABASE__USERNAME and ORCHESTRATOR__DATABASE__PASSWORD instead.");
    }
  }

  /** Without what may be secret. */
  private static String shown(String url) {
    int question = url.indexOf('?');
    return question < 0 ? url : url.substring(0, question) + "?…";
  }

  /** What is said of it: no options of the connection. */
  public String place() {
    return shown(url).substring(PREFIX.length() + 2);
  }

  String urlOf(String database) {
    int slash = url.indexOf('/', PREFIX.length() + 2);
    int question = url.indexOf('?');
    return url.substring(0, slash + 1) + database + (question < 0 ? "" : url.substring(question));
  }

  /**
   * @throws StartFailure when it cannot be reached, or the user may not
   */
  void create(String database) {
    try {
      run("create database " + database);
    } catch (SQLException e) {
      throw new StartFailure(
          "No database could be made at " + place() + ": " + e.getMessage(),
          "ORCHESTRATOR__DATABASE__USERNAME (now "
              + username
              + ") must be able to log in there"
              + " and to create databases.",
          e);
    }
  }

  void drop(String database) throws SQLException {
    run("drop database if exists " + database + " with (force)");
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, username, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
