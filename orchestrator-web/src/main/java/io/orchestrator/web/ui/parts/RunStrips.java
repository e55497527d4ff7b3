package io.orchestrator.web.ui.parts;

import io.orchestrator.run.RunState;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.DagRow.RecentRun;
import io.orchestrator.web.ui.svg.RunBars;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Run bars from recent runs. */
public final class RunStrips {
  private RunStrips() {}

  /** The strip of a list: 25 bars at most, oldest left. */
  public static List<RunBars.Bar> strip(
      String dagId, List<RecentRun> newestFirst, Moments moments) {
    List<RunBars.Run> runs = new ArrayList<>();
    for (RecentRun run : newestFirst) {
      runs.add(bar(run, Links.run(dagId, run.runId()), moments));
    }
    Collections.reverse(runs);
    return RunBars.of(runs, 8, 0, 24, 22);
  }

  public static RunBars.Run bar(RecentRun run, String href, Moments moments) {
    Optional<Duration> took = took(run, moments);
    String title = title(run, moments) + ", " + StateView.of(run.state()).word();
    String text =
        took.map(d -> title + ", " + moments.took(run.startDate(), run.endDate()).orElse(""))
            .orElse(title);
    return new RunBars.Run(href, text, run.state(), took);
  }

  public static String title(RecentRun run, Moments moments) {
    return moments.logical(run.dates().order());
  }

  public static Optional<Duration> took(RecentRun run, Moments moments) {
    Instant start = run.startDate();
    if (start == null) {
      return Optional.empty();
    }
    Instant end = run.endDate();
    return Optional.of(Duration.between(start, end == null ? moments.now() : end));
  }

  /** Median duration of the recent successful runs. */
  public static Optional<Duration> usually(DagRow row, Moments moments) {
    List<Duration> took =
        row.recent().stream()
            .filter(r -> r.state() == RunState.SUCCESS)
            .flatMap(r -> took(r, moments).stream())
            .sorted()
            .toList();
    return took.isEmpty() ? Optional.empty() : Optional.of(took.get(took.size() / 2));
  }
}
