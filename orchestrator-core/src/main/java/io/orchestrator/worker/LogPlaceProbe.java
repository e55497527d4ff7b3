package io.orchestrator.worker;

import io.orchestrator.execution.http.Waits;
import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogHandler.LogProbeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Says at the worker's start whether task logs can be kept from here: the server's probe says
 * nothing of this machine's network and credentials. Nothing waits for it.
 */
final class LogPlaceProbe {
  private static final Duration AGAIN = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(LogPlaceProbe.class);
  private final TaskLogHandler place;
  private final Path spool;
  private final Waits waits;
  private final BiConsumer<Level, String> words;

  LogPlaceProbe(TaskLogHandler place, Path spool, Waits waits) {
    this(place, spool, waits, (level, text) -> LOG.atLevel(level).log("{}", text));
  }

  /**
   * @param words where it says what it found
   */
  LogPlaceProbe(TaskLogHandler place, Path spool, Waits waits, BiConsumer<Level, String> words) {
    this.place = place;
    this.spool = spool;
    this.waits = waits;
    this.words = words;
  }

  void start() {
    Thread thread = new Thread(this::run, "task-log-probe");
    thread.setDaemon(true);
    thread.start();
  }

  /** Probes until it succeeds; says each cause once. */
  void run() {
    String said = "";
    try {
      for (String cause = probe(); !cause.isEmpty(); cause = probe()) {
        if (!cause.equals(said)) {
          words.accept(
              Level.WARN,
              cause + " Until then they wait in " + spool + "; tasks run all the same.");
          said = cause;
        }
        waits.pause(AGAIN);
      }
      words.accept(
          Level.INFO, "Task logs are kept at " + place.location() + " (written, read, deleted).");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Empty when the place can be used. */
  private String probe() {
    try {
      place.probe();
      return "";
    } catch (LogProbeException | RuntimeException e) {
      LOG.debug("The probe of {} failed", place.location(), e);
      return String.valueOf(e.getMessage());
    }
  }
}
