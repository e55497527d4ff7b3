package io.orchestrator.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarksTest {
  /** Processes in the order in which the system happens to list them. */
  private record Listing(List<Entry> living) implements ProcessTable {
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
  void aParentComesBeforeItsChildrenSoThatNoShellGoesOnWithItsNextCommand() throws IOException {
    ProcessTable table =
        new Listing(
            List.of(
                new ProcessTable.Entry(40, 9_000, 40, 40, 8),
                new ProcessTable.Entry(9_001, 9_000, 9_000, 9_000, 7),
                new ProcessTable.Entry(50, 1, 50, 50, 7),
                new ProcessTable.Entry(9_000, 1, 9_000, 9_000, 7)));

    Marks marks = new Marks(tag -> false, Set.of(9_000L), 0);

    assertThat(marks.find(table))
        .as("by their start, numbers begin anew at some time")
        .containsExactly(9_000L, 9_001L, 40L);
  }
}
