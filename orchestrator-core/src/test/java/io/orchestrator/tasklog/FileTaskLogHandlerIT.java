package io.orchestrator.tasklog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.tasklog.TaskLogHandler.LogProbeException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTaskLogHandlerIT extends TaskLogHandlerContract {
  private static final TaskLogKey KEY = new TaskLogKey("d", "r", "t", -1, 1);

  private final Path temp;

  FileTaskLogHandlerIT(@TempDir Path temp) {
    this.temp = temp;
  }

  private Path root() {
    return temp.resolve("logs");
  }

  @Override
  protected TaskLogHandler handler() {
    return TaskLogHandlers.open(root().toUri().toString(), Map.of());
  }

  @Test
  void everyFileStaysBelowTheRoot() throws IOException {
    for (String id : List.of("..", ".", "../..", "/etc/passwd", "a/../../b", "~", "%2e%2e", "\0")) {
      handler().put(new TaskLogKey(id, id, id, 0, 1), chunk(0), new byte[] {1});
    }
    try (Stream<Path> files = Files.walk(temp)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(8).allMatch(f -> f.startsWith(root()));
    }
  }

  @Test
  void aLinkThatLeadsOutIsNotFollowed() throws IOException {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.createDirectories(root());
    Files.createSymbolicLink(root().resolve("dag_id=d"), outside);
    assertThatThrownBy(() -> handler().put(KEY, chunk(0), "x".getBytes(UTF_8)))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("remove the link");
  }

  @Test
  void aChunkThatIsALinkIsNeitherListedNorRead() throws IOException {
    handler().put(KEY, chunk(0), "x".getBytes(UTF_8));
    Path secret = Files.writeString(temp.resolve("secret"), "secret");
    Path folder = root().resolve(KEY.path());
    Files.createSymbolicLink(folder.resolve(chunk(1).fileName()), secret);
    assertThat(handler().list(KEY)).hasSize(1);
    assertThatThrownBy(() -> handler().open(KEY, chunk(1), 0)).isInstanceOf(IOException.class);
  }

  @Test
  void noHalfWrittenFileIsLeftOrListed() throws IOException {
    handler().put(KEY, chunk(0), "x".getBytes(UTF_8));
    try (Stream<Path> files = Files.list(root().resolve(KEY.path()))) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactly(chunk(0).fileName());
    }
  }

  @Test
  void deletingLeavesNoEmptyFolders() throws IOException {
    handler().put(KEY, chunk(0), "x".getBytes(UTF_8));
    handler().delete(KEY);
    assertThat(root()).isEmptyDirectory();
  }

  @Test
  void aProbeOfAFileSaysThatItIsNoFolder() throws IOException {
    Files.writeString(root(), "a file");
    assertThatThrownBy(() -> handler().probe())
        .isInstanceOf(LogProbeException.class)
        .hasMessageContaining(root() + " is a file, not a folder. Name another folder.");
  }

  @Test
  void placesAreOpenedByTheirScheme() {
    assertThat(TaskLogHandlers.open("file:logs/tasks", Map.of()).location())
        .isEqualTo(Path.of("logs/tasks").toAbsolutePath().toString());
    assertThat(TaskLogHandlers.open("/var/log/my tasks", Map.of()).location())
        .isEqualTo("/var/log/my tasks");
    assertThat(TaskLogHandlers.open("file:///var/log/tasks", Map.of()).location())
        .isEqualTo("/var/log/tasks");
  }

  @Test
  void anUnknownSchemeIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> TaskLogHandlers.open("gs://bucket/logs", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"gs\"")
        .hasMessageContaining("Known are file");
  }
}
