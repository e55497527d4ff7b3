package io.orchestrator.worker.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.tasklog.FileTaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.tasklog.TaskLogReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a real worker process. */
class KilledWorkerIT {
  private static final TaskLogKey KEY = new TaskLogKey("d", "r", "t", -1, 1);
  private static final int LINES = 20_000;

  private final Path temp;

  KilledWorkerIT(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void everyLineWrittenBeforeAKillIsInTheLogAndTheLossIsTold() throws Exception {
    Path spoolFolder = temp.resolve("spool");
    FileTaskLogHandler remote = new FileTaskLogHandler(temp.resolve("logs"));
    int last = killAfter(LINES, spoolFolder, temp.resolve("logs"));
    LogSpool successor =
        LogSpool.start(
            spoolFolder, remote, LogSpoolSettings.defaults(), Clock.systemUTC(), UUID::randomUUID);
    TaskLogReader reader = new TaskLogReader(remote, Optional.of(spoolFolder));
    StringBuilder text = new StringBuilder();
    String cursor = TaskLogReader.START;
    // Followed while the successor ships it.
    while (!text.toString().endsWith("may be missing.\n")) {
      TaskLogReader.Page page = reader.read(KEY, cursor, 1 << 20);
      text.append(page.text());
      cursor = page.next();
    }
    successor.close();
    List<String> lines = text.toString().lines().toList();
    assertThat(lines.size() - 1).isGreaterThan(last);
    for (int i = 0; i < lines.size() - 1; i++) {
      assertThat(lines.get(i)).contains(" number " + i + " ");
    }
    assertThat(spoolFolder).isEmptyDirectory();
  }

  private static int killAfter(int lines, Path spool, Path logs) throws IOException {
    Process worker = ChildJvm.start(KilledWorkerMain.class, spool, logs);
    try (BufferedReader told = worker.inputReader()) {
      int last = -1;
      while (last < lines) {
        last = Integer.parseInt(told.readLine());
      }
      return last;
    } finally {
      worker.destroyForcibly().onExit().join();
    }
  }
}
