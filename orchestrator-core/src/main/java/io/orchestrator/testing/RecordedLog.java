package io.orchestrator.testing;

import io.orchestrator.connection.SecretMask;
import io.orchestrator.task.TaskLog;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.event.Level;

/** The log of one execution, in memory; every line also goes to a listener as it is written. */
final class RecordedLog implements TaskLog {
  private final InstantSource clock;
  private final Consumer<String> listener;
  private final List<String> lines = new ArrayList<>();
  private final SecretMask secrets = new SecretMask();

  RecordedLog(InstantSource clock, Consumer<String> listener) {
    this.clock = clock;
    this.listener = listener;
  }

  @Override
  public void line(Level level, String text) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String line = at + " " + level + " " + secrets.mask(text);
    synchronized (lines) {
      lines.add(line);
    }
    listener.accept(line);
  }

  @Override
  public SecretMask secrets() {
    return secrets;
  }

  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }
}
