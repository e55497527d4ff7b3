package io.orchestrator.worker.log;

import io.orchestrator.connection.SecretMask;
import io.orchestrator.tasklog.FileTaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.event.Level;

/**
 * A worker whose task prints numbers until it is killed; it tells each number after the log has it.
 */
public final class KilledWorkerMain {
  private KilledWorkerMain() {}

  /**
   * @param args the spool's folder and the folder where logs end
   */
  public static void main(String[] args) throws IOException {
    LogSpool spool =
        LogSpool.start(
            Path.of(args[0]),
            new FileTaskLogHandler(Path.of(args[1])),
            LogSpoolSettings.defaults(),
            Clock.systemUTC(),
            UUID::randomUUID);
    AttemptLog log = spool.open(new TaskLogKey("d", "r", "t", -1, 1), new SecretMask());
    for (int i = 0; true; i++) {
      log.line(Level.INFO, "number " + i + " " + "x".repeat(100));
      System.out.println(i);
    }
  }
}
