package io.orchestrator.dag;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.model.SourceLocation;
import io.orchestrator.model.TaskKind;
import io.orchestrator.model.TaskModel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DagDefineTest {
  @Test
  void thenReturnsTheNewFrontierSoThatADiamondIsOneLine() {
    Dag dag =
        Dag.define(
            "diamond",
            d -> {
              var a = d.action("a", c -> c.log("a"));
              var b = d.empty("b");
              var c = d.task("c", x -> 1L);
              var e = d.empty("e");
              a.then(b, c).then(e);
            });
    assertThat(upstream(dag, "a")).isEmpty();
    assertThat(upstream(dag, "b")).containsExactly("a");
    assertThat(upstream(dag, "e")).containsExactly("b", "c");
    assertThat(dag.model().task("b").orElseThrow().kind()).isEqualTo(TaskKind.EMPTY);
    assertThat(dag.model().task("c").orElseThrow().operator()).isEqualTo("JavaOperator");
  }

  @Test
  void passingDataMakesTheEdge() {
    Dag dag =
        Dag.define(
            "data",
            d -> {
              var size = d.task("size", c -> 41);
              var more = d.task("more", size, (c, s) -> s + 1);
              d.action("both", size, more, (c, s, m) -> c.log("{} {}", s, m));
            });
    assertThat(upstream(dag, "more")).containsExactly("size");
    assertThat(upstream(dag, "both")).containsExactly("size", "more");
  }

  @Test
  void groupsPrefixTheIdsOfTheirTasksAndAreNodes() {
    Dag dag =
        Dag.define(
            "grouped",
            d -> {
              var first = d.empty("first");
              var load =
                  d.group(
                      "load",
                      g -> {
                        var x = g.task("x", c -> 1L);
                        g.action("y", x, (c, v) -> c.log("{}", v));
                      });
              var out =
                  d.group(
                      "other",
                      g -> {
                        return g.task("z", c -> "z");
                      });
              first.then(load).then(out);
            });
    assertThat(upstream(dag, "load.x")).containsExactly("first");
    assertThat(upstream(dag, "other.z")).containsExactly("load.y");
    assertThat(dag.model().task("load.y").orElseThrow().group()).isEqualTo("load");
  }

  @Test
  void aTaskTakesDefaultsUnlessItSetsItsOwn() {
    Dag dag =
        Dag.define(
            "defaults",
            d -> {
              d.task("own", c -> 1).retries(0).pool("athena", 2);
              d.task("inherits", c -> 1);
              d.defaults(t -> t.retries(3).retryDelay(Duration.ofHours(1)).dependsOnPast(true));
            });
    TaskModel own = dag.model().task("own").orElseThrow();
    TaskModel inherits = dag.model().task("inherits").orElseThrow();
    assertThat(own.retry().retries()).isZero();
    assertThat(own.limits().pool()).isEqualTo("athena");
    assertThat(own.limits().poolSlots()).isEqualTo(2);
    assertThat(inherits.retry().retries()).isEqualTo(3);
    assertThat(inherits.retry().delay()).isEqualTo(Duration.ofHours(1));
    assertThat(inherits.past().dependsOnPast()).isTrue();
  }

  @Test
  void everyTaskKnowsTheFileAndLineOfItsDeclaration() {
    Dag dag = Dag.define("placed", d -> d.empty("here"));
    SourceLocation location = dag.model().task("here").orElseThrow().location();
    assertThat(location.file()).isEqualTo("DagDefineTest.java");
    assertThat(location.line()).isEqualTo(dag.model().location().line());
  }

  private static java.util.List<String> upstream(Dag dag, String taskId) {
    return dag.model().task(taskId).orElseThrow().upstream();
  }
}
