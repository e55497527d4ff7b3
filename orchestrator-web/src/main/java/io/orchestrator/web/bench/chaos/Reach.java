package io.orchestrator.web.bench.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Sees from outside when a part that was killed is connected again. One worker. */
final class Reach {
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final int ANSWER_SECONDS = 1;
  private final ChaosHome home;
  private final Line line;
  private final ServerCalls server;
  private final InstantSource clock;
  private final Waiting waiting;

  Reach(Installation installation, InstantSource clock, Waiting waiting) {
    this.home = installation.home();
    this.line = installation.line(installation.workers().get(0));
    this.server = new ServerCalls(home.url());
    this.clock = clock;
    this.waiting = waiting;
  }

  boolean serverIsReady() throws InterruptedException {
    return server.ready();
  }

  /**
   * Waits until a part is there again: a server is ready and its worker has a stream, a worker has
   * said hello, a database accepts connections. The moment is that of the hello, which comes to a
   * server before it is ready, or of the first connection.
   *
   * @return empty when that does not come in time
   */
  Optional<Instant> connected(String part, Instant killed) throws InterruptedException {
    return switch (part) {
      case "server" -> {
        Optional<Instant> hello = hello(killed);
        first("a server that is ready", this::serverIsReady);
        yield hello;
      }
      case "worker" -> hello(killed);
      case "database" -> first("the database", this::databaseAnswers);
      default -> throw new IllegalArgumentException("no part " + part);
    };
  }

  private Optional<Instant> first(String what, Callable<Boolean> question)
      throws InterruptedException {
    return waiting.until(what, LONGEST, LOOK, question)
        ? Optional.of(clock.instant())
        : Optional.empty();
  }

  private Optional<Instant> hello(Instant killed) throws InterruptedException {
    waiting.until("the worker's hello", LONGEST, LOOK, () -> helloAfter(killed).isPresent());
    return helloAfter(killed);
  }

  private Optional<Instant> helloAfter(Instant killed) {
    return line.hello().filter(killed::isBefore);
  }

  private boolean databaseAnswers() throws SQLException {
    try (Connection connection = home.connect()) {
      return connection.isValid(ANSWER_SECONDS);
    }
  }
}
