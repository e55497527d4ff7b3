package io.orchestrator.worker.log;

import io.orchestrator.connection.SecretMask;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.event.Level;

/** An attempt's log whose lines go to the spool. */
final class SpooledLog implements AttemptLog {
  private final AttemptSpool attempt;
  private final InstantSource clock;
  private final SecretMask secrets;
  private final Runnable ended;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param ended called once it is closed
   */
  SpooledLog(AttemptSpool attempt, InstantSource clock, SecretMask secrets, Runnable ended) {
    this.attempt = attempt;
    this.clock = clock;
    this.secrets = secrets;
    this.ended = ended;
  }

  @Override
  public void line(Level level, String text) {
    if (closed.get()) {
      return;
    }
    var now = clock.instant();
    attempt.append(now, LogLine.of(now, level, secrets.mask(LineBreaks.plain(text))));
  }

  @Override
  public SecretMask secrets() {
    return secrets;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      attempt.end(clock.instant());
      ended.run();
    }
  }
}
