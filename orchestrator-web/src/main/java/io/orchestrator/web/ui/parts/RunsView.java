package io.orchestrator.web.ui.parts;

import io.orchestrator.web.ui.text.StateView;
import io.orchestrator.web.ui.text.TimeView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of runs, newest first. */
public record RunsView(List<ChoiceView> filters, List<Row> rows, @Nullable String moreHref) {

  /** One run. */
  public record Row(
      LinkView dag,
      LinkView run,
      String runId,
      StateView state,
      Origin origin,
      @Nullable TimeView started,
      String took) {}

  /** What made a run. */
  public record Origin(String type, String by) {}
}
