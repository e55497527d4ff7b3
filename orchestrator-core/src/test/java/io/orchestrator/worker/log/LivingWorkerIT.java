package io.orchestrator.worker.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.tasklog.FileTaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.tasklog.TaskLogReader;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two worker processes on one spool folder, both alive. */
class LivingWorkerIT {
  private static final TaskLogKey KEY = new TaskLogKey("d", "r", "t", -1, 1);
  private static final int LINES = 50;

  private final Path temp;

  LivingWorkerIT(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void aWorkerThatSearchesForTheDeadLeavesALivingOnesLogAlone() throws Exception {
    Path logs = temp.resolve("logs");
    SpoolWorld world = new SpoolWorld(temp.resolve("spool"));
    LogSpool other = world.worker();
    Process living = ChildJvm.start(LivingWorkerMain.class, world.folder, logs);
    try (BufferedReader told = living.inputReader();
        BufferedWriter tell = living.outputWriter()) {
      for (int i = 0; i < LINES; i++) {
        tell.write("go on\n");
        tell.flush();
        assertThat(told.readLine()).isEqualTo(Integer.toString(i));
        world.pass(Duration.ofMinutes(1));
        other.step();
      }
    }
    assertThat(living.waitFor()).as("it ends with its input").isZero();
    other.close();
    assertThat(world.remote.list(KEY)).as("shipped by the other worker").isEmpty();
    List<String> lines =
        new TaskLogReader(new FileTaskLogHandler(logs), Optional.empty())
            .read(KEY, TaskLogReader.START, 1 << 20)
            .text()
            .lines()
            .toList();
    assertThat(lines).hasSize(LINES);
    for (int i = 0; i < LINES; i++) {
      assertThat(lines.get(i)).contains(" number " + i + " ");
    }
    assertThat(world.folder).isEmptyDirectory();
  }
}
