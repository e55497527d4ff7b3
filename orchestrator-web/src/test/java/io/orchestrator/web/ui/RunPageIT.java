package io.orchestrator.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.orchestrator.web.NeedsBrowser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run's tasks over time, as they are drawn. */
@NeedsBrowser
class RunPageIT {
  @RegisterExtension static final PagesBrowser browser = new PagesBrowser();

  @Test
  void noBarOfTheGanttIsNarrowerThanThreePixels() {
    for (Page page : List.of(browser.window(1440), browser.window(800), browser.dark(390))) {
      for (String run : List.of(FixtureQueries.CLEARED, FixtureRuns.recent(0).runId())) {
        page.navigate("/dags/flights_daily/runs/" + run);
        assertThat(
                (List<?>)
                    page.evaluate(
                        """
                [...document.querySelectorAll('.gantt .bar')].map(bar => {
                  const all = bar.getBoundingClientRect(), chart = bar.closest('svg').getBoundingClientRect();
                  return [all.width, all.left - chart.left, chart.right - all.right];
                })
                """))
            .isNotEmpty()
            .allSatisfy(
                bar ->
                    assertThat((List<?>) bar)
                        .first()
                        .satisfies(
                            width ->
                                assertThat(((Number) width).doubleValue())
                                    .isGreaterThanOrEqualTo(3)))
            .allSatisfy(
                bar ->
                    assertThat(((List<?>) bar).subList(1, 3))
                        .allSatisfy(
                            gap -> assertThat(((Number) gap).doubleValue()).isGreaterThan(-1)));
      }
    }
  }
}
