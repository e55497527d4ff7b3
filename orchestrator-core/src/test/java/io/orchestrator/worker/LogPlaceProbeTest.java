package io.orchestrator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.execution.http.Waits;
import io.orchestrator.tasklog.ChunkId;
import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogPlaceProbeTest {
  private final List<String> said = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void eachCauseIsSaidOnceWithTheSpoolUntilThePlaceCanBeUsed() {
    Place place = new Place("no bucket", "no bucket", "no permission", "");
    new LogPlaceProbe(
            place, Path.of("/spool"), new Pauses(), (level, text) -> said.add(level + " " + text))
        .run();
    assertThat(said)
        .containsExactly(
            "WARN no bucket Until then they wait in /spool; tasks run all the same.",
            "WARN no permission Until then they wait in /spool; tasks run all the same.",
            "INFO Task logs are kept at here (written, read, deleted).");
    assertThat(pauses).hasSize(3).containsOnly(Duration.ofSeconds(30));
  }

  private final class Pauses implements Waits {
    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public void pause(Duration duration) {
      pauses.add(duration);
    }
  }

  /** Answers each probe with the next cause; an empty one is success. */
  private record Place(List<String> causes) implements TaskLogHandler {
    Place(String... causes) {
      this(new ArrayList<>(List.of(causes)));
    }

    @Override
    public String location() {
      return "here";
    }

    @Override
    public void probe() throws LogProbeException {
      String cause = causes.remove(0);
      if (!cause.isEmpty()) {
        throw new LogProbeException(cause, new IOException("refused"));
      }
    }

    @Override
    public void put(TaskLogKey key, ChunkId chunk, byte[] bytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Chunk> list(TaskLogKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public InputStream open(TaskLogKey key, ChunkId chunk, long offset) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(TaskLogKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void deleteRun(String dagId, String runId, Instant begunBefore) {
      throw new UnsupportedOperationException();
    }
  }
}
