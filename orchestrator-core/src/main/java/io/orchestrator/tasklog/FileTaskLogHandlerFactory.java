package io.orchestrator.tasklog;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Task logs in a folder: {@code file:///var/logs}, or {@code file:logs} below the working folder.
 */
public final class FileTaskLogHandlerFactory implements TaskLogHandlerFactory {
  @Override
  public String scheme() {
    return "file";
  }

  @Override
  public TaskLogHandler create(URI location, Map<String, String> settings) {
    String part = location.getSchemeSpecificPart();
    return new FileTaskLogHandler(Path.of(part.startsWith("//") ? part.substring(2) : part));
  }
}
