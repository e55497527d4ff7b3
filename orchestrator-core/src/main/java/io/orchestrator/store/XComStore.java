package io.orchestrator.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that tasks hand on. JSON text, at most 1 MiB each; visible only from finished attempts.
 */
public interface XComStore {
  /** One value. */
  record XCom(long runPk, String taskId, int mapIndex, String key, String json, Instant at) {}

  /** All values of one instance. */
  record Values(long runPk, String taskId, int mapIndex, Map<String, String> jsonByKey) {}

  /** Replaces all values of each instance; an instance may be named once. */
  void replace(Collection<Values> all);

  Optional<XCom> find(long runPk, String taskId, int mapIndex, String key);

  List<XCom> ofTask(long runPk, String taskId);

  List<XCom> ofRun(long runPk);
}
