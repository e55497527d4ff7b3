package io.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.Param;
import io.orchestrator.timetable.Schedule;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DagModelsTest {
  enum Mode {
    FULL,
    DELTA
  }

  record P(@Param(title = "How many", min = 3) int x, Mode mode, String name) {}

  @Test
  void aModelSurvivesItsJson() {
    DagModel model = full("first").model();
    DagModel back = DagModels.fromJson(DagModels.toJson(model));
    assertThat(back).isEqualTo(model);
    assertThat(DagModels.toJson(back)).isEqualTo(DagModels.toJson(model));
  }

  @Test
  void unknownFieldsAreIgnoredOnRead() {
    String json = DagModels.toJson(full("first").model());
    assertThat(DagModels.fromJson("{\"fromTheFuture\":1," + json.substring(1)).dagId())
        .isEqualTo("full");
  }

  @Test
  void proseAndLinesDoNotChangeTheStructureHash() {
    assertThat(full("first").structureHash()).isEqualTo(full("second").structureHash());
    Dag moved = Dag.define("d", d -> d.empty("a"));
    Dag here = Dag.define("d", d -> d.empty("a"));
    assertThat(moved.structureHash()).isEqualTo(here.structureHash()).hasSize(64);
  }

  @Test
  void anEdgeChangesTheStructureHash() {
    Dag with = Dag.define("d", d -> d.empty("a").then(d.empty("b")));
    Dag without =
        Dag.define(
            "d",
            d -> {
              d.empty("a");
              d.empty("b");
            });
    assertThat(with.structureHash()).isNotEqualTo(without.structureHash());
  }

  @Test
  void c101AConfIsCheckedAgainstTheLimitsOfTheParams() {
    DagModel model = full("x").model();
    assertThat(ParamCheck.merge(model, Map.of("x", 42)).params()).containsEntry("x", 42);
    var rejected = ParamCheck.merge(model, Map.of("x", 2, "mode", "HALF", "more", true));
    assertThat(rejected.problems())
        .extracting(ParamCheck.ParamProblem::field)
        .containsExactly("x", "mode");
    assertThat(rejected.params()).containsEntry("more", true);
    assertThat(ParamCheck.merge(model, Map.of("x", "many")).problems().get(0).message())
        .isEqualTo("param x: many is not of type integer");
  }

  @Test
  void c102AParamWithoutDefaultIsForManualDagsOnlyAndThenNeedsAValue() {
    Dag manual = Dag.define("m", d -> d.params(new P(5, Mode.FULL, value(null))));
    assertThat(ParamCheck.merge(manual.model(), Map.of()).problems().get(0).message())
        .isEqualTo("param name needs a value");
    assertThat(ParamCheck.merge(manual.model(), Map.of("name", "n")).valid()).isTrue();
  }

  @SuppressWarnings("NullAway") // a user's record is not null-marked
  private static String value(@org.jspecify.annotations.Nullable String value) {
    return value;
  }

  private static Dag full(String prose) {
    return Dag.define(
        "full",
        d -> {
          d.schedule(Schedule.cron("0 5 * * 1-5").in("Europe/Berlin")).start("2010-01-01");
          d.description(prose).doc(prose).tags("a", "b").runTimeout(Duration.ofHours(3));
          d.params(new P(5, Mode.FULL, "n"));
          var a = d.task("a", c -> 1).retries(2).backoff(2).doc(prose);
          d.when("w", a, x -> x > 1).then(d.empty("b")).otherwise(d.empty("c"));
        });
  }
}
