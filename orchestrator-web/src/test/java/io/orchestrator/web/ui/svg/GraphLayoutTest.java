package io.orchestrator.web.ui.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.RetryPolicy;
import io.orchestrator.model.SourceLocation;
import io.orchestrator.model.TaskKind;
import io.orchestrator.model.TaskLimits;
import io.orchestrator.model.TaskModel;
import io.orchestrator.model.TriggerRule;
import io.orchestrator.model.WeightRule;
import io.orchestrator.timetable.ScheduleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphLayoutTest {

  @Test
  void everyTaskGetsABoxAndEveryDependencyAnEdge() {
    GraphShape shape =
        GraphLayout.of(
            dag(List.of(task("a", null), task("b", null, "a"), task("c", null, "a", "b"))));
    assertThat(shape.boxes())
        .extracting(GraphShape.Box::id)
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(shape.routes()).hasSize(3);
  }

  @Test
  void tasksOfAGroupLieInItsFrame() {
    GraphShape shape =
        GraphLayout.of(
            dag(
                List.of(
                    task("start", null),
                    task("q.one", "q", "start"),
                    task("q.two", "q", "start"),
                    task("end", null, "q.one", "q.two"))));
    GraphShape.Frame frame = shape.frames().get(0);
    assertThat(shape.boxes())
        .filteredOn(box -> box.id().startsWith("q."))
        .hasSize(2)
        .allMatch(
            box ->
                box.x() > frame.x()
                    && box.y() > frame.y()
                    && box.x() + box.width() < frame.x() + frame.width()
                    && box.y() + box.height() < frame.y() + frame.height());
  }

  @Test
  void noTwoBoxesOverlapAndNoEdgeCutsABoxInFiftyRandomDags() {
    for (int seed = 1; seed <= 50; seed++) {
      GraphShape shape = GraphLayout.of(random(seed, 5 + seed % 30));
      assertNoOverlap(shape, seed);
      assertNoEdgeThroughABox(shape, seed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void edgesLeadInTheDirectionThatWasAskedFor(GraphDirection direction) {
    GraphFold chain =
        GraphFold.whole(
            dag(List.of(task("a", null), task("g.b", "g", "a"), task("c", null, "g.b"))));
    GraphShape shape = GraphLayout.of(chain, direction);
    GraphShape.Box from = box(shape, "a");
    GraphShape.Box to = box(shape, "c");
    boolean leads =
        switch (direction) {
          case TB -> from.y() + from.height() < to.y();
          case LR -> from.x() + from.width() < to.x();
          case BT -> to.y() + to.height() < from.y();
          case RL -> to.x() + to.width() < from.x();
        };
    assertThat(leads).as("%s and %s", from, to).isTrue();
    for (int seed = 1; seed <= 10; seed++) {
      GraphShape random = GraphLayout.of(GraphFold.whole(random(seed, 20)), direction);
      assertNoOverlap(random, seed);
      assertNoEdgeThroughABox(random, seed);
    }
  }

  @Test
  void edgesStartAndEndOnTheirTasks() {
    GraphShape shape = GraphLayout.of(random(7, 25));
    for (GraphShape.Route route : shape.routes()) {
      GraphShape.Point start = route.points().get(0);
      GraphShape.Point end = route.points().get(route.points().size() - 1);
      assertThat(touches(box(shape, route.from()), start)).as("%s", route).isTrue();
      assertThat(touches(box(shape, route.to()), end)).as("%s", route).isTrue();
    }
  }

  @Test
  void theSameStructureGivesTheSamePicture() {
    assertThat(GraphLayout.of(random(3, 40))).isEqualTo(GraphLayout.of(random(3, 40)));
  }

  private static void assertNoOverlap(GraphShape shape, int seed) {
    List<GraphShape.Box> boxes = shape.boxes();
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = i + 1; j < boxes.size(); j++) {
        GraphShape.Box a = boxes.get(i);
        GraphShape.Box b = boxes.get(j);
        boolean apart =
            a.x() + a.width() <= b.x()
                || b.x() + b.width() <= a.x()
                || a.y() + a.height() <= b.y()
                || b.y() + b.height() <= a.y();
        assertThat(apart).as("seed %d: %s and %s", seed, a, b).isTrue();
      }
    }
  }

  private static void assertNoEdgeThroughABox(GraphShape shape, int seed) {
    for (GraphShape.Route route : shape.routes()) {
      for (int i = 0; i + 1 < route.points().size(); i++) {
        GraphShape.Point p = route.points().get(i);
        GraphShape.Point q = route.points().get(i + 1);
        for (GraphShape.Box box : shape.boxes()) {
          assertThat(cuts(box, p, q)).as("seed %d: %s through %s", seed, route, box).isFalse();
        }
      }
    }
  }

  private static boolean cuts(GraphShape.Box b, GraphShape.Point p, GraphShape.Point q) {
    double inset = 0.5;
    return Math.max(p.x(), q.x()) > b.x() + inset
        && Math.min(p.x(), q.x()) < b.x() + b.width() - inset
        && Math.max(p.y(), q.y()) > b.y() + inset
        && Math.min(p.y(), q.y()) < b.y() + b.height() - inset;
  }

  private static boolean touches(GraphShape.Box b, GraphShape.Point p) {
    return p.x() >= b.x() - 1
        && p.x() <= b.x() + b.width() + 1
        && p.y() >= b.y() - 1
        && p.y() <= b.y() + b.height() + 1;
  }

  private static GraphShape.Box box(GraphShape shape, String id) {
    return shape.boxes().stream().filter(b -> b.id().equals(id)).findFirst().orElseThrow();
  }

  static DagModel random(int seed, int tasks) {
    Random random = new Random(seed);
    List<TaskModel> made = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      List<String> ups = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(i) < 2) {
          ups.add(made.get(j).taskId());
        }
      }
      String group = random.nextInt(4) == 0 ? "g" + random.nextInt(3) : null;
      String id = group == null ? "task_" + i : group + ".task_" + i;
      made.add(task(id, group, ups.toArray(String[]::new)));
    }
    return dag(made);
  }

  static TaskModel task(String id, @Nullable String group, String... upstream) {
    return new TaskModel(
        id,
        "BashOperator",
        TaskKind.PLAIN,
        List.of(upstream),
        TriggerRule.ALL_SUCCESS,
        RetryPolicy.DEFAULT,
        TaskLimits.DEFAULT,
        TaskModel.PastRule.NONE,
        1,
        WeightRule.DOWNSTREAM,
        "default",
        group,
        Map.of(),
        Map.of(),
        "",
        new SourceLocation("X.java", 1));
  }

  static DagModel dag(List<TaskModel> tasks) {
    ScheduleSpec manual = new ScheduleSpec.Manual();
    return new DagModel(
        "d",
        "",
        "",
        "",
        List.of(),
        manual,
        null,
        null,
        false,
        16,
        16,
        null,
        Map.of(),
        Map.of(),
        null,
        null,
        tasks,
        new SourceLocation("X.java", 1));
  }
}
