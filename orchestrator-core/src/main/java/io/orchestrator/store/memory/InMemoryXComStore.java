package io.orchestrator.store.memory;

import io.orchestrator.execution.XComBounds;
import io.orchestrator.store.XComStore;
import io.orchestrator.store.memory.Tables.XComKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** XComs. */
record InMemoryXComStore(Tables rows, Instant now) implements XComStore {
  @Override
  public void replace(Collection<Values> all) {
    all.forEach(this::replace);
  }

  private void replace(Values values) {
    ofTask(values.runPk(), values.taskId()).stream()
        .filter(x -> x.mapIndex() == values.mapIndex())
        .forEach(x -> rows.xcoms.remove(key(values, x.key())));
    new TreeMap<>(values.jsonByKey())
        .forEach(
            (key, json) -> {
              check(key, json);
              rows.xcoms.put(
                  key(values, key),
                  new XCom(values.runPk(), values.taskId(), values.mapIndex(), key, json, now));
            });
  }

  private static XComKey key(Values values, String key) {
    return new XComKey(values.runPk(), values.taskId(), values.mapIndex(), key);
  }

  private static void check(String key, String json) {
    int length = key.codePointCount(0, key.length());
    if (length < 1 || length > XComBounds.LONGEST_KEY) {
      throw Checks.refused("xcom_key_check", "a key of " + length + " characters");
    }
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > XComBounds.MOST_BYTES) {
      throw Checks.refused("xcom_value_check", "XCom " + key + " of " + bytes + " bytes");
    }
  }

  @Override
  public Optional<XCom> find(long runPk, String taskId, int mapIndex, String key) {
    return rows.xcoms.find(new XComKey(runPk, taskId, mapIndex, key));
  }

  @Override
  public List<XCom> ofTask(long runPk, String taskId) {
    return rows.xcoms
        .from(new XComKey(runPk, taskId, Integer.MIN_VALUE, ""))
        .takeWhile(x -> x.runPk() == runPk && x.taskId().equals(taskId))
        .toList();
  }

  @Override
  public List<XCom> ofRun(long runPk) {
    return rows.xcoms
        .from(new XComKey(runPk, "", Integer.MIN_VALUE, ""))
        .takeWhile(x -> x.runPk() == runPk)
        .toList();
  }
}
