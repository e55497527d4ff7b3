package io.orchestrator.web.ui.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.TaskModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GraphFoldTest {

  @Test
  void upToAHundredAndFiftyTasksNothingFolds() {
    assertThat(GraphFold.of(GraphLayoutTest.random(1, 150), Set.of()).nodes())
        .hasSize(150)
        .noneMatch(GraphFold.Node::folded);
  }

  @Test
  void aboveThatGroupsFoldByThemselvesAndTheirEdgesGoToTheFoldedNode() {
    GraphFold fold = GraphFold.of(grouped(), Set.of());
    assertThat(fold.nodes()).extracting(GraphFold.Node::id).containsExactly("start", "a", "b");
    assertThat(fold.nodes().get(1).tasks()).hasSize(100);
    assertThat(fold.nodes().get(2).upstream()).containsExactly("a");
  }

  @Test
  void anOpenGroupIsDrawnTaskByTask() {
    GraphFold fold = GraphFold.of(grouped(), Set.of("a"));
    assertThat(fold.nodes()).hasSize(1 + 100 + 1);
    assertThat(fold.nodes()).filteredOn(GraphFold.Node::folded).hasSize(1);
  }

  @Test
  void withoutGroupsTasksOfOneOperatorInOneLayerFold() {
    List<TaskModel> tasks = new ArrayList<>(List.of(task("start", null)));
    IntStream.range(0, 200).forEach(i -> tasks.add(task("t" + i, null, "start")));
    tasks.add(task("end", null, "t0", "t199"));
    GraphFold fold = GraphFold.of(GraphLayoutTest.dag(tasks), Set.of());
    assertThat(fold.nodes()).extracting(n -> n.tasks().size()).containsExactly(1, 200, 1);
    GraphFold.Node layer = fold.nodes().get(1);
    assertThat(layer.name()).isEqualTo("BashOperator");
    assertThat(fold.nodes().get(2).upstream()).containsExactly(layer.id());
    assertThat(GraphFold.of(GraphLayoutTest.dag(tasks), Set.of(layer.id())).nodes()).hasSize(202);
  }

  @Test
  void everythingCanBeUnfolded() {
    assertThat(GraphFold.of(grouped(), Set.of(GraphFold.EVERYTHING)).nodes())
        .hasSize(201)
        .noneMatch(GraphFold.Node::folded);
  }

  @Test
  void aFoldedGraphIsLaidOut() {
    GraphShape shape = GraphLayout.of(GraphFold.of(grouped(), Set.of()), GraphDirection.TB);
    assertThat(shape.boxes()).hasSize(3);
    assertThat(shape.routes()).hasSize(2);
    assertThat(shape.width()).isLessThan(400);
  }

  @Test
  void aLongNameDoesNotWidenItsNode() {
    String name = "n".repeat(250);
    GraphShape shape = GraphLayout.of(GraphLayoutTest.dag(List.of(task(name, null))));
    assertThat(shape.width()).isLessThan(300);
    assertThat(ShortName.of(name)).hasSize(32).endsWith("…");
  }

  private static DagModel grouped() {
    List<TaskModel> tasks = new ArrayList<>(List.of(task("start", null)));
    IntStream.range(0, 100).forEach(i -> tasks.add(task("a.t" + i, "a", "start")));
    IntStream.range(0, 100).forEach(i -> tasks.add(task("b.t" + i, "b", "a.t" + i)));
    return GraphLayoutTest.dag(tasks);
  }

  private static TaskModel task(String id, @Nullable String group, String... upstream) {
    return GraphLayoutTest.task(id, group, upstream);
  }
}
