package io.orchestrator.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EnderTest {
  private static final long NO_SUCH_PROCESS = Long.MAX_VALUE;
  private final AtomicLong nanos = new AtomicLong();

  /** A table that shows a process for ever and takes a second for each look. */
  private final class SlowTable implements ProcessTable {
    private int looks;

    @Override
    public List<Entry> living() {
      looks++;
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      return List.of(new Entry(NO_SUCH_PROCESS, 1, 7, 7, 1));
    }

    @Override
    public long started(long pid) {
      return 0;
    }

    @Override
    public OptionalLong tag(long pid) {
      return OptionalLong.empty();
    }
  }

  @Test
  void timeIsCountedNotTheNumberOfLooks() {
    SlowTable table = new SlowTable();

    new Ender(table, nanos::get)
        .end("test", new Marks(tag -> false, Set.of(7L), 0), Duration.ofSeconds(2), millis -> true);

    assertThat(table.looks).as("looks in 15 s of a second each, and a last one").isEqualTo(16);
  }
}
