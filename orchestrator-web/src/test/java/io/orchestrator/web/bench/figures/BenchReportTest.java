package io.orchestrator.web.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static final Gate HOLDS = Gate.atMost(3, "gap, ms", 2, 1, "a commit, ms");
  private static final Gate MISSES = Gate.atLeast(0.5, "rate", 40, 100, "commits");

  @Test
  void aGateComparesItsRatioWithItsGoal() {
    assertThat(HOLDS.ratio()).isEqualTo(2);
    assertThat(HOLDS.holds()).isTrue();
    assertThat(MISSES.holds()).isFalse();
    assertThat(Gate.atMost(2, "", 2, 1, "").holds()).as("the goal itself is good").isTrue();
    assertThat(Gate.atLeast(2, "", 2, 1, "").holds()).as("the goal itself is good").isTrue();
  }

  @Test
  void programsReadValueLimitRatioAndVerdictOfEachGate() {
    BenchReport report =
        new BenchReport(
            Map.of("cores", 2),
            List.of(
                new ScenarioReport(
                    "chain", Map.of(), Map.of(), Map.of("P1", HOLDS, "P6", MISSES))));
    assertThat(report.toMap()).containsEntry("cores", 2);
    assertThat(report.toMap().get("gates"))
        .isEqualTo(Map.of("P1", HOLDS.toMap(), "P6", MISSES.toMap()));
    assertThat(HOLDS.toMap())
        .containsEntry("value", 2.0)
        .containsEntry("limit", 1.0)
        .containsEntry("ratio", 2.0)
        .containsEntry("ratio_at_most", 3.0)
        .containsEntry("holds", true);
    assertThat(MISSES.toMap()).containsEntry("ratio_at_least", 0.5).containsEntry("holds", false);
  }

  @Test
  void twoBuildsAreToldSideBySideWithTheirRatio() {
    ScenarioReport scenario =
        new ScenarioReport(
            "rate",
            ScenarioReport.spreads(
                List.of(Map.of("cpu_ms_a_task", 1.0), Map.of("cpu_ms_a_task", 2.0))),
            ScenarioReport.spreads(
                List.of(Map.of("cpu_ms_a_task", 4.0), Map.of("cpu_ms_a_task", 4.0))),
            Map.of());
    assertThat(new BenchReport(Map.of(), List.of(scenario)).figures())
        .containsExactly(
            List.of("SCENARIO", "FIGURE", "THIS BUILD", "OTHER BUILD", "THIS TO OTHER"),
            List.of(
                "rate",
                "cpu ms a task",
                "1.50 (1.00 – 2.00)",
                "4.00 (4.00 – 4.00)",
                "0.375 (0.250 – 0.500)"));
    assertThat(scenario.toMap()).containsOnlyKeys("this", "other", "this_to_other");
  }

  @Test
  void aFigureThatOneBuildDoesNotHaveIsLeftOutOfTheComparison() {
    Map<String, Spread> ours = ScenarioReport.spreads(List.of(Map.of("only_ours", 1.0)));
    Map<String, Spread> other = ScenarioReport.spreads(List.of(Map.of("only_other", 1.0)));
    ScenarioReport scenario = new ScenarioReport("rate", ours, other, Map.of());
    assertThat(scenario.lines()).containsExactly(List.of("rate", "only ours", "1.00", "", ""));
    assertThat(scenario.toMap().get("this_to_other")).isEqualTo(Map.of());
  }

  @Test
  void oneBuildIsToldWithoutAnother() {
    Map<String, Spread> ours = ScenarioReport.spreads(List.of(Map.of("gap_p50_ms", 1.0)));
    ScenarioReport scenario = new ScenarioReport("chain", ours, Map.of(), Map.of());
    assertThat(new BenchReport(Map.of(), List.of(scenario)).figures())
        .containsExactly(
            List.of("SCENARIO", "FIGURE", "MEDIAN (LEAST – MOST)"),
            List.of("chain", "gap p50 ms", "1.00"));
    assertThat(scenario.toMap()).containsOnlyKeys("this");
  }
}
