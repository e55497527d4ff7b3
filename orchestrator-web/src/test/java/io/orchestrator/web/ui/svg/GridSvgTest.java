package io.orchestrator.web.ui.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.TaskState;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GridSvgTest {

  @Test
  void aRowHasOnePathPerStateWithOneGlyphPerRun() {
    List<Optional<TaskState>> cells =
        List.of(
            Optional.of(TaskState.SUCCESS),
            Optional.of(TaskState.FAILED),
            Optional.of(TaskState.SUCCESS),
            Optional.empty());
    List<GridSvg.StatePath> paths = new GridSvg().row(cells, false);
    assertThat(paths).extracting(GridSvg.StatePath::css).containsExactly("success", "failed");
    assertThat(paths.get(0).d())
        .isEqualTo("M4 13a5 5 0 1 1 10 0a5 5 0 1 1 -10 0zM40 13a5 5 0 1 1 10 0a5 5 0 1 1 -10 0z");
  }

  @Test
  void glyphsMoveWithTheirAbsoluteCommandsOnly() {
    assertThat(Glyphs.at(TaskState.UPSTREAM_FAILED, 109, 5))
        .startsWith("M110.9 7.5h12.2a1 1 0 0 1 .87 1.5l-6.1 10");
    assertThat(Glyphs.moved("M1 2A6.5 6.5 0 1 1 4 2.88L5 4z", 10, 20))
        .isEqualTo("M11 22A6.5 6.5 0 1 1 14 22.88L15 24z");
  }

  @Test
  void everyStateHasAGlyphOfItsOwn() {
    assertThat(TaskState.values())
        .extracting(state -> Glyphs.at(state, 0, 0))
        .doesNotHaveDuplicates();
  }

  @Test
  void aGroupShowsTheStateThatMostWantsAPerson() {
    assertThat(GridSvg.summary(List.of(TaskState.SUCCESS, TaskState.FAILED, TaskState.RUNNING)))
        .contains(TaskState.FAILED);
    assertThat(GridSvg.summary(List.of(TaskState.SUCCESS, TaskState.SKIPPED)))
        .contains(TaskState.SUCCESS);
    assertThat(GridSvg.summary(List.of())).isEmpty();
  }

  @Test
  void aThousandTasksByAHundredRunsAreAFewThousandPaths() {
    GridSvg grid = new GridSvg();
    List<Optional<TaskState>> cells = Collections.nCopies(100, Optional.of(TaskState.SUCCESS));
    long paths = 0;
    for (int row = 0; row < 1_000; row++) {
      paths += grid.row(cells, false).size();
    }
    assertThat(paths).isEqualTo(1_000);
  }
}
