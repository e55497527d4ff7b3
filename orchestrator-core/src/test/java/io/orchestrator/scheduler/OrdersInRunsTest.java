package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.dag.Dag;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.AuditStore.AuditRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One order about several runs: carried out together, noted together, undone together. */
class OrdersInRunsTest {
  private static final UUID ORDER = new UUID(1, 1);

  private final Engine engine =
      new Engine("2026-01-05T00:00:00Z")
          .deploy(Dag.define("d", d -> d.action("a", c -> {}).then(d.action("b", c -> {}))));
  private final DagRun first = engine.trigger("d", "2026-01-01T00:00:00Z");
  private final DagRun second = engine.trigger("d", "2026-01-02T00:00:00Z");
  private final DagRun third = engine.trigger("d", "2026-01-03T00:00:00Z");
  private final OrdersInRuns orders = new OrdersInRuns(engine.store, engine.hand);
  private final Undo undo = new Undo(engine.store, engine.hand, Undo.USUAL);

  OrdersInRunsTest() {
    engine.drain();
  }

  private List<TaskInstance> tasks(DagRun... runs) {
    return Stream.of(runs)
        .flatMap(
            run ->
                engine
                    .memory
                    .<List<TaskInstance>>transact(tx -> tx.tasks().ofRun(run.id()))
                    .stream())
        .toList();
  }

  private String note(DagRun run) {
    return engine.memory.transact(
        tx -> String.valueOf(tx.runs().find(run.id()).orElseThrow().spec().note()));
  }

  /** The last task of the second and the third run, with a note. */
  private Collection<Long> clearTheLaterTwo() {
    List<UUID> shown =
        tasks(second, third).stream()
            .filter(task -> task.taskId().equals("b"))
            .map(TaskInstance::id)
            .toList();
    List<Long> runs = List.of(third.id(), second.id());
    OrderedBy anna = OrderedBy.seen("anna", ORDER, shown).noting("late source");
    assertThat(orders.clear(runs, Selection.exactly(shown), anna)).hasSize(2);
    return runs;
  }

  @Test
  void whatWasShownIsClearedInEveryRunAndNothingElse() {
    List<TaskInstance> untouched = tasks(first);
    clearTheLaterTwo();
    assertThat(tasks(first)).isEqualTo(untouched);
    for (DagRun run : List.of(second, third)) {
      assertThat(engine.states(run)).isEqualTo(Map.of("a", "success", "b", "none"));
      assertThat(note(run)).isEqualTo("late source");
      List<AuditRow> rows = engine.memory.transact(tx -> tx.audit().ofRun("d", run.runId(), 100));
      assertThat(rows).extracting(AuditRow::event).contains("task.clear", "run.note");
    }
    assertThat(note(first)).isEqualTo("null");
  }

  @Test
  void oneUndoGivesAllRunsBackTheirTasksEndsAndNotes() {
    engine.orders.note("d", second.runId(), "checked by ben", "ben");
    List<TaskInstance> before = tasks(second, third);
    clearTheLaterTwo();
    assertThat(undo.undo("d", ORDER, "anna"))
        .isInstanceOfSatisfying(
            UndoResult.Undone.class,
            undone -> assertThat(undone.runs()).containsExactly(second.id(), third.id()));
    assertThat(tasks(second, third)).isEqualTo(before);
    assertThat(note(second)).isEqualTo("checked by ben");
    assertThat(note(third)).isEmpty();
    assertThat(engine.runs("d")).allMatch(run -> run.endsWith("success"));
  }

  @Test
  void aRunThatAnotherOrderFollowedStaysAsThatOrderLeftIt() {
    clearTheLaterTwo();
    engine.orders.note("d", second.runId(), "mine", "ben");
    assertThat(undo.undo("d", ORDER, "anna"))
        .isInstanceOfSatisfying(
            UndoResult.Undone.class,
            undone -> assertThat(undone.runs()).containsExactly(third.id()));
    assertThat(note(second)).isEqualTo("mine");
    assertThat(engine.states(second)).containsEntry("b", "none");
    assertThat(engine.states(third)).containsEntry("b", "success");
  }

  @Test
  void theTasksOfSeveralRunsAreMarkedTogetherAndUndoneTogether() {
    List<TaskInstance> before = tasks(first, second, third);
    List<UUID> shown =
        tasks(second, third).stream()
            .filter(task -> task.taskId().equals("a"))
            .map(TaskInstance::id)
            .toList();
    OrderedBy anna = OrderedBy.seen("anna", ORDER, shown).noting("bad source");
    Selection wanted = Selection.exactly(shown);
    assertThat(orders.mark(List.of(third.id(), second.id()), wanted, TaskState.FAILED, anna))
        .hasSize(2);
    for (DagRun run : List.of(second, third)) {
      assertThat(engine.states(run)).isEqualTo(Map.of("a", "failed", "b", "success"));
      assertThat(note(run)).isEqualTo("bad source");
    }
    assertThat(engine.states(first)).isEqualTo(Map.of("a", "success", "b", "success"));
    assertThat(undo.undo("d", ORDER, "anna")).isInstanceOf(UndoResult.Undone.class);
    assertThat(tasks(first, second, third)).isEqualTo(before);
    assertThat(note(third)).isEmpty();
  }

  @Test
  void severalRunsAreMarkedTogetherAndUndoneTogether() {
    OrderedBy anna = OrderedBy.seen("anna", ORDER, List.of()).noting("of no use");
    List<Long> both = List.of(first.id(), second.id());
    assertThat(orders.markRuns(both, RunState.FAILED, anna)).isEmpty();
    assertThat(engine.runs("d"))
        .extracting(run -> run.endsWith("failed"))
        .containsExactlyInAnyOrder(true, true, false);
    assertThat(note(first)).isEqualTo("of no use");
    assertThat(undo.undo("d", ORDER, "anna")).isInstanceOf(UndoResult.Undone.class);
    assertThat(engine.runs("d")).allMatch(run -> run.endsWith("success"));
    assertThat(note(first)).isEmpty();
  }

  @Test
  void aMarkThatWouldChangeMoreThanWasShownInOneRunChangesNoneOfThem() {
    List<TaskInstance> before = tasks(first, second);
    List<UUID> all = tasks(first, second).stream().map(TaskInstance::id).toList();
    OrderedBy anna = OrderedBy.seen("anna", ORDER, all.subList(0, 2));
    Selection wanted = Selection.exactly(all);
    List<Long> both = List.of(first.id(), second.id());
    assertThatThrownBy(() -> orders.mark(both, wanted, TaskState.SKIPPED, anna))
        .isInstanceOf(ChangedSinceException.class);
    assertThat(tasks(first, second)).isEqualTo(before);
  }

  @Test
  void aNoteThatIsTooLongIsRefusedBeforeAnythingIsChanged() {
    OrderedBy anna = OrderedBy.of("anna");
    assertThatThrownBy(() -> anna.noting("x".repeat(1_001)))
        .isInstanceOf(InvalidValueException.class);
  }
}
