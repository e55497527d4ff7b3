package io.orchestrator.tasklog;

import java.net.URI;
import java.util.Map;

/** Makes handlers for one URI scheme. Found by {@link java.util.ServiceLoader}. */
public interface TaskLogHandlerFactory {
  /** The scheme it serves: {@code file}, {@code s3}. */
  String scheme();

  /**
   * @param location for example {@code s3://bucket/prefix}
   * @param settings {@code endpoint}, {@code region}, {@code access-key}, {@code secret-key},
   *     {@code encryption}; all optional
   */
  TaskLogHandler create(URI location, Map<String, String> settings);
}
