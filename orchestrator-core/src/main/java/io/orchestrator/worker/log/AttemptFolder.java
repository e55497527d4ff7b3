package io.orchestrator.worker.log;

import io.orchestrator.tasklog.ChunkId;
import io.orchestrator.tasklog.TaskLogKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An attempt's folder in the spool: its chunks, its key, and whether it is still running. */
record AttemptFolder(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptFolder.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String OPEN = "open.json";
  private static final String CLOSED = "closed.json";

  /** Makes the folder and marks the attempt as running. Written before any chunk. */
  void opened(TaskLogKey key) throws IOException {
    if (!Files.exists(path.resolve(OPEN))) {
      Files.createDirectories(path);
      Files.writeString(path.resolve(OPEN), JSON.writeValueAsString(key));
      Files.deleteIfExists(path.resolve(CLOSED));
    }
  }

  /** Marks the attempt as ended: its worker may go without a word about it. */
  void closed() throws IOException {
    try {
      Files.move(path.resolve(OPEN), path.resolve(CLOSED), StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException never) {
      LOG.debug("{} was not opened, or has been removed", path);
    }
  }

  boolean open() {
    return Files.exists(path.resolve(OPEN));
  }

  Path chunk(ChunkId id) {
    return path.resolve(id.fileName());
  }

  void remove(Path chunk) throws IOException {
    Files.deleteIfExists(chunk);
  }

  /** The key, when it can be read. */
  Optional<TaskLogKey> key() {
    try {
      Path file = path.resolve(open() ? OPEN : CLOSED);
      return Optional.of(JSON.readValue(Files.readString(file), TaskLogKey.class));
    } catch (IOException | JacksonException e) {
      LOG.debug("{} tells no key", path, e);
      return Optional.empty();
    }
  }

  /** Removes the empty folder. */
  void clear() {
    try {
      Files.deleteIfExists(path.resolve(OPEN));
      Files.deleteIfExists(path.resolve(CLOSED));
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("The spool folder {} cannot be removed", path, e);
    }
  }
}
