package io.orchestrator.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file as old as the last heartbeat that the server answered: a worker has no port to ask. */
final class HeardFile {
  private static final String NAME = "heard";
  private static final Logger LOG = LoggerFactory.getLogger(HeardFile.class);
  private final Path file;

  /**
   * @param work the worker's folder
   */
  HeardFile(Path work) {
    this.file = work.resolve(NAME);
  }

  void touch() {
    try {
      Files.writeString(file, "\n");
    } catch (IOException e) {
      LOG.debug("{} was not written", file, e);
    }
  }
}
