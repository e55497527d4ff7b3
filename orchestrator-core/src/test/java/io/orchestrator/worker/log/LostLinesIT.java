package io.orchestrator.worker.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.tasklog.TaskLogKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** A log says where lines are missing. */
class LostLinesIT {
  private static final TaskLogKey KEY = new TaskLogKey("d", "r", "t", -1, 1);

  private final SpoolWorld world;
  private final LogSpool worker;

  LostLinesIT(@TempDir Path temp) {
    this.world = new SpoolWorld(temp.resolve("spool"));
    this.worker = world.worker();
  }

  private void down() {
    world.remote.fault(
        call -> {
          throw new IOException("S3 is down");
        });
  }

  private void up() {
    world.remote.fault(call -> false);
  }

  private void later(long seconds) {
    world.pass(Duration.ofSeconds(seconds));
    worker.step();
  }

  private List<String> texts() {
    return world.remote.text(KEY).lines().map(l -> l.substring(31)).toList();
  }

  @Test
  void linesLostToADiskThatNeverComesBackAreNotedAtTheirPlace() throws IOException {
    AttemptLog log = worker.open(KEY);
    log.line(Level.INFO, "before");
    later(2);
    Path attempt;
    try (Stream<Path> all = Files.walk(world.folder)) {
      attempt = all.filter(f -> Files.exists(f.resolve("open.json"))).findFirst().orElseThrow();
    }
    Files.delete(attempt.resolve("open.json"));
    Files.delete(attempt);
    Files.writeString(attempt, "in the way");
    log.line(Level.INFO, "lost 1");
    log.line(Level.INFO, "lost 2");
    log.close();
    later(2);

    assertThat(texts().get(0)).isEqualTo("before");
    assertThat(texts()).hasSize(2).last().asString().startsWith("2 lines were left out here:");
  }

  @Test
  void outputWhoseFileWasRemovedIsMissedAtItsPlace() throws IOException {
    down();
    AttemptLog log = worker.open(KEY);
    log.line(Level.INFO, "first");
    later(2);
    log.line(Level.INFO, "second");
    later(2);
    try (Stream<Path> all = Files.walk(world.folder)) {
      Files.delete(
          all.filter(f -> f.toString().endsWith(".log")).sorted().findFirst().orElseThrow());
    }
    up();
    log.close();
    later(20);

    assertThat(texts()).hasSize(2).last().isEqualTo("second");
    assertThat(texts().get(0)).startsWith("Output is missing here");
  }
}
