package io.orchestrator.worker.log;

import static io.orchestrator.worker.log.SpoolWorld.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.connection.SecretMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** A log says where lines are missing. */
class LostLinesIT {
  private final SpoolWorld world;
  private final LogSpool worker;

  LostLinesIT(@TempDir Path temp) {
    this.world = new SpoolWorld(temp.resolve("spool"), SpoolWorld.LINE_BY_LINE);
    this.worker = world.worker();
  }

  @Test
  void linesLostToADiskThatNeverComesBackAreNotedAtTheirPlace() throws IOException {
    AttemptLog log = worker.open(KEY, new SecretMask());
    log.line(Level.INFO, "before");
    world.later(worker, 2);
    world.breakFolder();
    log.line(Level.INFO, "lost 1");
    log.line(Level.INFO, "lost 2");
    log.close();
    world.later(worker, 2);

    assertThat(world.texts().get(0)).isEqualTo("before");
    assertThat(world.texts())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("2 lines were left out here:");
  }

  @Test
  void outputWhoseFileWasRemovedIsMissedAtItsPlace() throws IOException {
    world.down();
    AttemptLog log = worker.open(KEY, new SecretMask());
    log.line(Level.INFO, "first");
    world.later(worker, 2);
    log.line(Level.INFO, "second");
    world.later(worker, 2);
    Files.delete(world.segments().get(0));
    world.up();
    log.close();
    world.later(worker, 20);

    assertThat(world.texts()).hasSize(2).last().isEqualTo("second");
    assertThat(world.texts().get(0)).startsWith("Output is missing here");
  }
}
