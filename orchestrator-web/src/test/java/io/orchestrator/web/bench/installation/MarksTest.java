package io.orchestrator.web.bench.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.web.bench.installation.Marks.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarksTest {
  private final Marks marks;

  MarksTest(@TempDir Path folder) throws IOException {
    this.marks = new Marks(folder.resolve("marks"));
  }

  private void write(String text) throws IOException {
    Files.writeString(marks.file(), text, StandardOpenOption.APPEND);
  }

  @Test
  void everyMarkIsTakenOnceAndALineOnlyWhenItIsWhole() throws IOException {
    write("a 0 1 2\nb 1 3 ");
    assertThat(marks.take()).containsExactly(new Mark("a", 0, 1, 2));
    write("4\n");
    assertThat(marks.take()).containsExactly(new Mark("b", 1, 3, 4));
    assertThat(marks.take()).isEmpty();
  }

  @Test
  void asManyAreWaitedForAsAreWanted() throws Exception {
    write("a 0 1 2\na 1 3 4\n");
    assertThat(marks.take(2, Duration.ofSeconds(30), () -> {})).hasSize(2);
  }

  @Test
  void theWaitEndsAndSaysForWhatItWas() {
    assertThatThrownBy(() -> marks.take(2, Duration.ZERO, () -> {}))
        .hasMessage("The benchmark waited 0 s in vain for the end of 2 tasks.");
  }

  @Test
  void theWaitEndsWhenNothingCanComeAnyMore() {
    Runnable dead =
        () -> {
          throw new IllegalStateException("The server has ended.");
        };
    assertThatThrownBy(() -> marks.take(1, Duration.ofHours(1), dead))
        .hasMessage("The server has ended.");
  }

  @Test
  void whatIsNoMarkIsNotCounted() throws IOException {
    write("nonsense\n");
    assertThatThrownBy(marks::take).hasMessageContaining("nonsense");
    assertThat(List.of(new Mark("a", 0, 1, 2))).containsExactly(Mark.of("a 0 1 2"));
  }
}
