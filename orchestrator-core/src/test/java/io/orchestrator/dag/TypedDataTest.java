package io.orchestrator.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.model.TaskKind;
import io.orchestrator.model.TaskModel;
import io.orchestrator.operator.Poll;
import io.orchestrator.operator.SensorBody;
import io.orchestrator.operator.TaskFailedException;
import io.orchestrator.operator.TaskOutcome;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TypedDataTest {
  record Part(String path, LocalDate day, long bytes) {}

  record P(String bucket, int limit) {}

  private static final Part PART = new Part("s3://b/x", LocalDate.of(2010, 1, 4), 5_000_000_000L);

  @Test
  void aRecordComesBackAsTheRecordWithoutCeremony() throws Exception {
    var context =
        context(
            d -> {
              var part = d.task("part", c -> PART);
              d.task("path", part, (c, p) -> p.path() + " " + p.day().getYear());
            });
    context.run("part");
    context.run("path");
    assertThat(context.result("path")).isEqualTo("s3://b/x 2010");
  }

  @Test
  void numbersKeepTheTypeTheirConsumerWasCompiledFor() throws Exception {
    var context =
        context(
            d -> {
              var one = d.task("one", c -> 1L);
              d.task("two", one, (c, v) -> v + 1);
            });
    context.run("one");
    context.run("two");
    assertThat(context.result("two")).isEqualTo(2);
  }

  @Test
  void anEmptyOptionalStoresNothingAndComesBackEmpty() throws Exception {
    var context =
        context(
            d -> {
              var none = d.task("none", c -> Optional.<String>empty());
              d.task("has", none, (c, o) -> o.isPresent());
            });
    context.run("none");
    context.run("has");
    assertThat(context.result("none")).isNull();
    assertThat(context.result("has")).isEqualTo(false);
  }

  @Test
  void aPickedPartHasItsOwnType() throws Exception {
    var context =
        context(
            d -> {
              var part = d.task("part", c -> Optional.of(PART));
              d.task("bytes", part.pick(Optional::orElseThrow), (c, p) -> p.bytes());
              var whole = d.task("whole", c -> PART);
              d.task("day", whole.pick(Part::day), (c, day) -> day.getDayOfMonth());
            });
    for (String id : List.of("part", "bytes", "whole", "day")) {
      context.run(id);
    }
    assertThat(context.result("bytes")).isEqualTo(5_000_000_000L);
    assertThat(context.result("day")).isEqualTo(4);
  }

  @Test
  void aTypeRefBringsBackAListOfRecords() throws Exception {
    var context =
        context(
            d -> {
              var parts = d.task("parts", new TypeRef<List<Part>>() {}, c -> List.of(PART));
              d.task("sum", parts, (c, ps) -> ps.stream().mapToLong(Part::bytes).sum());
            });
    context.run("parts");
    context.run("sum");
    assertThat(context.result("sum")).isEqualTo(5_000_000_000L);
  }

  @Test
  void aListOfRecordsWithoutTypeRefFailsWithTheRemedy() throws Exception {
    var context =
        context(
            d -> {
              var parts = d.task("parts", c -> List.of(PART));
              d.task("sum", parts, (c, ps) -> ps.stream().mapToLong(Part::bytes).sum());
            });
    context.run("parts");
    assertThatThrownBy(() -> context.run("sum"))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("DAG009")
        .hasMessageContaining("result of parts")
        .hasMessageContaining("TypeRef");
  }

  @Test
  void paramsReachTheTaskAsTheirRecord() throws Exception {
    var context =
        context(
            d -> {
              var p = d.params(new P("lake", 10));
              d.task("say", p, (c, in) -> in.bucket() + in.limit());
            });
    context.run("say");
    assertThat(context.result("say")).isEqualTo("lake10");
  }

  @Test
  void aBranchSaysWhatItChose() throws Exception {
    var context =
        context(
            d -> {
              var part = d.task("part", c -> Optional.of("x"));
              var add = d.empty("add");
              d.when("has_file", part, Optional::isPresent).then(add).otherwise(d.empty("none"));
              d.choose(
                  "size",
                  part,
                  c ->
                      c.when("small", o -> o.orElse("").length() > 9, d.empty("s"))
                          .otherwise("big", d.empty("b")));
              d.shortCircuit("gate", part, Optional::isEmpty).then(d.empty("late"));
            });
    context.run("part");
    assertThat(decision(context.run("has_file")))
        .isEqualTo(
            new BranchDecision(BranchDecision.Kind.FOLLOW, List.of("add"), "has_file chose add"));
    assertThat(decision(context.run("size")).chosen()).containsExactly("b");
    assertThat(context.result("size")).isEqualTo("big");
    assertThat(decision(context.run("gate")).kind()).isEqualTo(BranchDecision.Kind.STOP_ALL);
  }

  @Test
  void aSensorAsksToBePokedAgainUntilItIsReady() throws Exception {
    int[] pokes = {0};
    Dag dag =
        Dag.define(
            "sense",
            d ->
                d.sensor("ready", c -> pokes[0]++ == 0 ? Poll.notYet("no file") : Poll.ready("ok"))
                    .pokeInterval(Duration.ofSeconds(5))
                    .timeout(Duration.ofHours(1))
                    .softFail());
    var context = new RecordingContext(dag);
    assertThat(context.run("ready"))
        .isEqualTo(new TaskOutcome.Reschedule(Duration.ofSeconds(5), "no file"));
    assertThat(context.lines()).containsExactly("no file; next poke in 5 s");
    context.run("ready");
    assertThat(context.result("ready")).isEqualTo("ok");
    SensorBody body = (SensorBody) dag.body("ready");
    assertThat(body.softFail()).isTrue();
    TaskModel task = dag.model().task("ready").orElseThrow();
    assertThat(task.limits().executionTimeout()).isEqualTo(Duration.ofHours(1));
    assertThat(task.kind()).isEqualTo(TaskKind.SENSOR);
  }

  private static BranchDecision decision(TaskOutcome outcome) {
    return ((TaskOutcome.Success) outcome).decision().orElseThrow();
  }

  private static RecordingContext context(java.util.function.Consumer<DagBuilder> definition) {
    return new RecordingContext(Dag.define("typed", definition));
  }
}
