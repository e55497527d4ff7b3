package io.orchestrator.testing;

import io.orchestrator.model.ExactJson;
import io.orchestrator.run.TaskState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Expectations of one task of a tested run. A failing one prints the table of all tasks. */
public final class TaskAssert {
  private static final JsonMapper MAPPER = ExactJson.builder().build();
  private final DagTestAssert back;
  private final DagTestRun run;
  private final DagTestTask task;

  TaskAssert(DagTestAssert back, DagTestRun run, DagTestTask task) {
    this.back = back;
    this.run = run;
    this.task = task;
  }

  public TaskAssert succeeded() {
    return is(TaskState.SUCCESS);
  }

  public TaskAssert failed() {
    return is(TaskState.FAILED);
  }

  public TaskAssert failed(Because reason) {
    return is(TaskState.FAILED).gives(reason);
  }

  public TaskAssert wasSkipped() {
    return is(TaskState.SKIPPED);
  }

  public TaskAssert wasSkipped(Because reason) {
    return is(TaskState.SKIPPED).gives(reason);
  }

  public TaskAssert upstreamFailed() {
    return is(TaskState.UPSTREAM_FAILED);
  }

  /** Its code was never called. */
  public TaskAssert neverRan() {
    return require(!run.order().contains(task.taskId()), "never to run, but it ran");
  }

  public TaskAssert hadTries(int tries) {
    return require(task.tries() == tries, "to have " + tries + " tries, but had " + task.tries());
  }

  /** A template field of its last try, as it was rendered. */
  public TaskAssert rendered(String field, String text) {
    String found = task.rendered().get(field);
    return require(
        text.equals(found), "to have " + field + " rendered as `" + text + "`, but: " + found);
  }

  /** Any of its rendered fields contains the text. */
  public TaskAssert renderedContains(String text) {
    return require(
        task.rendered().values().stream().anyMatch(t -> t.contains(text)),
        "to have rendered `" + text + "`, but: " + task.rendered());
  }

  /** Its rendered field {@code sql} contains the text. */
  public TaskAssert sqlContains(String text) {
    String sql = task.rendered().getOrDefault("sql", task.rendered().getOrDefault("query", ""));
    return require(sql.contains(text), "to have run SQL with `" + text + "`, but: " + sql);
  }

  /** Its result, compared as JSON: numbers, texts, lists, maps, records. */
  public TaskAssert returned(@Nullable Object value) {
    return xcom("return_value", value);
  }

  /** A value it pushed, compared as JSON. */
  public TaskAssert xcom(String key, @Nullable Object value) {
    String json = task.xcoms().get(key);
    JsonNode found = json == null ? null : MAPPER.readTree(json);
    JsonNode wanted = value == null ? null : MAPPER.readTree(MAPPER.writeValueAsString(value));
    return require(
        Objects.equals(found, wanted), "to have XCom " + key + " = " + wanted + ", but: " + json);
  }

  /** Any line of its log contains the text. */
  public TaskAssert logged(String text) {
    return require(
        task.log().stream().anyMatch(line -> line.contains(text)),
        "to log `" + text + "`, but its log is:\n" + String.join("\n", task.log()));
  }

  /** Goes on with another task of the same run. */
  public TaskAssert task(String taskId) {
    return back.task(taskId);
  }

  private TaskAssert is(TaskState wanted) {
    return require(
        task.state() == wanted,
        "to be " + wanted.wireName() + ", but it is " + task.state().wireName());
  }

  private TaskAssert gives(Because reason) {
    return require(
        task.reason().contains(reason.words()),
        "to say `" + reason.words() + "`, but it says `" + task.reason() + "`");
  }

  private TaskAssert require(boolean holds, String expectation) {
    if (!holds) {
      throw new AssertionError(
          "Expected task " + task.taskId() + " " + expectation + ".\n" + run.table());
    }
    return this;
  }
}
