package io.orchestrator.worker.log;

import io.orchestrator.connection.SecretMask;
import io.orchestrator.tasklog.FileTaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.event.Level;

/**
 * A worker whose task prints one number for each line that it is given, ships what is whole, and
 * only then tells the number. It ends with its input.
 */
public final class LivingWorkerMain {
  private LivingWorkerMain() {}

  /**
   * @param args the spool's folder and the folder where logs end
   */
  public static void main(String[] args) throws IOException {
    BufferedReader told =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (LogSpool spool =
            LogSpool.unattended(
                Path.of(args[0]),
                new FileTaskLogHandler(Path.of(args[1])),
                SpoolWorld.SMALL,
                Clock.systemUTC(),
                UUID::randomUUID);
        AttemptLog log = spool.open(new TaskLogKey("d", "r", "t", -1, 1), new SecretMask())) {
      for (int i = 0; told.readLine() != null; i++) {
        log.line(Level.INFO, "number " + i + " " + "x".repeat(100));
        spool.step();
        System.out.println(i);
      }
    }
  }
}
