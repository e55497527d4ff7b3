package io.orchestrator.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that tasks hand on. JSON text, at most 1 MiB each; visible only from finished attempts.
 */
public interface XComStore {
  /** One value. */
  record XCom(long runPk, String taskId, int mapIndex, String key, String json, Instant at) {}

  /** Replaces all values of the instance. */
  void replace(long runPk, String taskId, int mapIndex, Map<String, String> jsonByKey);

  Optional<XCom> find(long runPk, String taskId, int mapIndex, String key);

  List<XCom> ofTask(long runPk, String taskId);

  List<XCom> ofRun(long runPk);
}
