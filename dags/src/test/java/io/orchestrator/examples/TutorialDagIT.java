package io.orchestrator.examples;

import static io.orchestrator.testing.DagTestAssert.assertThat;

import io.orchestrator.testing.DagTestRun;
import io.orchestrator.testing.DagTester;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Runs real shell commands, except the one that only waits. */
class TutorialDagIT {
  private static DagTester tester() {
    return DagTester.of(new TutorialDag()).stub("sleep", (Object) null).logicalDate("2015-06-01");
  }

  @Test
  void theThreeTasksSucceedPrintDateFirst() {
    DagTestRun run = tester().run();

    assertThat(run).succeeded().succeededExactly("print_date", "sleep", "templated");
    Assertions.assertThat(run.order()).startsWith("print_date");
  }

  @Test
  void templatedPrintsTheDayTheDayAWeekLaterAndTheParamFiveTimes() {
    DagTestRun run = tester().run();

    Assertions.assertThat(lines(run, "2015-06-01")).isEqualTo(5);
    Assertions.assertThat(lines(run, "2015-06-08")).isEqualTo(5);
    Assertions.assertThat(lines(run, "Parameter I passed in")).isEqualTo(5);
  }

  @Test
  void aParamIsDataWhateverItSays() {
    DagTestRun run = tester().conf(Map.of("my_param", "\"; echo $((40+2)); echo `id` '")).run();

    assertThat(run).succeeded();
    Assertions.assertThat(lines(run, "\"; echo $((40+2)); echo `id` '")).isEqualTo(5);
    Assertions.assertThat(lines(run, "42")).isZero();
  }

  private static long lines(DagTestRun run, String end) {
    return run.task("templated").log().stream().filter(line -> line.endsWith(end)).count();
  }
}
