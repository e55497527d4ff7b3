package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.execution.XComBounds;
import io.orchestrator.run.DagRun;
import io.orchestrator.store.XComStore.Values;
import io.orchestrator.store.XComStore.XCom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values that tasks hand on. */
public abstract class XComContract extends StoreContract {
  private DagRun run(String dagId) {
    StoreFixture given = new StoreFixture(store());
    return given.run(given.register(StoreFixture.chain(dagId, 1)), 0);
  }

  private void replace(DagRun run, String taskId, int mapIndex, Map<String, String> values) {
    store()
        .transact(
            tx -> {
              tx.xcoms().replace(List.of(new Values(run.id(), taskId, mapIndex, values)));
              return true;
            });
  }

  @Test
  void theValuesOfAnInstanceAreReplacedAsAWhole() {
    DagRun run = run("xcoms");
    replace(run, "a", -1, Map.of("return_value", "1", "extra", "\"x\""));
    replace(run, "a", -1, Map.of("return_value", "2"));
    replace(run, "b", 1, Map.of("return_value", "\"b1\""));
    replace(run, "b", 0, Map.of("return_value", "\"b0\""));
    assertThat(one(tx -> tx.xcoms().find(run.id(), "a", -1, "return_value")))
        .map(XCom::json)
        .contains("2");
    assertThat(one(tx -> tx.xcoms().find(run.id(), "a", -1, "extra"))).isEmpty();
    assertThat(json(store().transact(tx -> tx.xcoms().ofTask(run.id(), "b"))))
        .containsExactly("\"b0\"", "\"b1\"");
    assertThat(json(store().transact(tx -> tx.xcoms().ofRun(run.id()))))
        .containsExactly("2", "\"b0\"", "\"b1\"");
    replace(run, "a", -1, Map.of());
    assertThat(list(tx -> tx.xcoms().ofTask(run.id(), "a"))).isEmpty();
  }

  @Test
  void severalInstancesAreReplacedAtOnceAndOthersAreLeft() {
    DagRun run = run("several_xcoms");
    replace(run, "a", -1, Map.of("old", "1", "kept", "2"));
    replace(run, "b", -1, Map.of("old", "3"));
    replace(run, "c", -1, Map.of("old", "4"));
    store()
        .transact(
            tx -> {
              tx.xcoms()
                  .replace(
                      List.of(
                          new Values(run.id(), "a", -1, Map.of("kept", "5")),
                          new Values(run.id(), "b", -1, Map.of())));
              return true;
            });
    assertThat(json(list(tx -> tx.xcoms().ofRun(run.id())))).containsExactly("5", "4");
  }

  @Test
  void aValueAboveOneMebibyteIsRefused() {
    DagRun run = run("big");
    replace(run, "a", -1, Map.of("return_value", "x".repeat(1 << 20)));
    assertThatThrownBy(
            () -> replace(run, "a", -1, Map.of("return_value", "x".repeat((1 << 20) + 1))))
        .isInstanceOf(StoreRefusedException.class);
  }

  @Test
  void aKeyIsMeasuredInCharactersAsPeopleCountThem() {
    DagRun run = run("smile");
    String key = "\uD83D\uDE00".repeat(512);
    assertThat(XComBounds.ofKey(key)).isEmpty();
    replace(run, "a", -1, Map.of(key, "1"));
    assertThat(json(list(tx -> tx.xcoms().ofRun(run.id())))).containsExactly("1");
    assertThat(XComBounds.ofKey(key + "x")).hasValueSatisfying(p -> assertThat(p).contains("513"));
    assertThatThrownBy(() -> replace(run, "a", -1, Map.of(key + "x", "1")))
        .isInstanceOf(StoreRefusedException.class);
  }

  private static List<String> json(List<XCom> values) {
    return values.stream().map(XCom::json).toList();
  }
}
