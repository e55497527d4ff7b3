package io.orchestrator.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagModels;
import io.orchestrator.model.DagProblem;
import io.orchestrator.model.ParamCheck;
import io.orchestrator.model.ParamNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C101 and C102: params, their defaults and a run's conf. */
class ParamsTest {
  record Limited(@Param(min = 3) int x) {}

  record Day(@Nullable String day, Optional<String> note) {}

  private static DagModel dag(String schedule, Record defaults) {
    return Dag.define(
            "d",
            d -> {
              if (!schedule.isEmpty()) {
                d.schedule(schedule);
              }
              d.params(defaults);
              d.task("t", c -> 1);
            })
        .model();
  }

  @Test
  @DisplayName("C101 a conf outside its limits is refused with the field, one within them wins")
  void aConfIsCheckedAndWins() {
    DagModel model = dag("", new Limited(5));
    ParamCheck.Merged refused = ParamCheck.merge(model, Map.of("x", 2));
    assertThat(refused.valid()).isFalse();
    assertThat(refused.problems())
        .containsExactly(new ParamCheck.ParamProblem("x", "param x: 2 is less than the minimum 3"));
    assertThat(ParamCheck.merge(model, Map.of("x", 42)).params()).containsEntry("x", 42);
    assertThat(ParamCheck.merge(model, Map.of()).params()).containsEntry("x", 5);
  }

  @Test
  void aConfOfAnotherTypeIsRefused() {
    assertThat(ParamCheck.merge(dag("", new Limited(5)), Map.of("x", "many")).problems())
        .extracting(ParamCheck.ParamProblem::message)
        .containsExactly("param x: many is not of type integer");
  }

  @Test
  void furtherKeysOfTheConfAreKept() {
    assertThat(ParamCheck.merge(dag("", new Limited(5)), Map.of("more", List.of(1))).params())
        .containsEntry("more", List.of(1))
        .containsEntry("x", 5);
  }

  @Test
  void aNameThatTheDagDoesNotDeclareIsRefusedWithTheNearestOne() {
    record Many(boolean dry_run, int retries, String day) {}
    DagModel model = dag("", new Many(true, 3, "monday"));
    assertThat(ParamNames.unknown(model, Map.of("dryrun", true)))
        .containsExactly(
            new ParamCheck.ParamProblem(
                "dryrun",
                "there is no param \"dryrun\"; did you mean \"dry_run\"?"
                    + " DAG d has dry_run, retries, day"));
    assertThat(ParamNames.unknown(model, Map.of("dry_run", true))).isEmpty();
  }

  @Test
  void aDagWithoutParamsTakesAnyConfAsInAirflow() {
    DagModel model = Dag.define("d", d -> d.task("t", c -> 1)).model();
    assertThat(ParamNames.unknown(model, Map.of("anything", 1))).isEmpty();
  }

  @Test
  void paramsKeepTheOrderInWhichTheyAreDeclared() {
    record Many(int z, int a, int m) {}
    DagModel kept = DagModels.fromJson(DagModels.toJson(dag("", new Many(1, 2, 3))));
    assertThat(ParamNames.of(kept)).containsExactly("z", "a", "m");
  }

  @Test
  @DisplayName("C102 a param without default is refused on a schedule, and asked for by hand")
  void aParamWithoutDefault() {
    InvalidDagException refused =
        catchThrowableOfType(
            InvalidDagException.class, () -> dag("@daily", new Day(null, Optional.empty())));
    assertThat(refused.problems()).extracting(DagProblem::code).containsExactly("DAG008");
    assertThat(refused.problems().get(0).message()).contains("param day needs a value");
    DagModel manual = dag("", new Day(null, Optional.empty()));
    assertThat(ParamCheck.merge(manual, Map.of()).problems())
        .extracting(ParamCheck.ParamProblem::message)
        .containsExactly("param day needs a value");
    assertThat(ParamCheck.merge(manual, Map.of("day", "monday")).valid()).isTrue();
  }

  @Test
  void anOptionalParamMayBeLeftOut() {
    assertThat(ParamCheck.merge(dag("", new Day("monday", Optional.empty())), Map.of()).valid())
        .isTrue();
  }
}
