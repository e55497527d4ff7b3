package io.orchestrator.scheduler;

import io.orchestrator.execution.FinishReport;
import java.util.Map;

/** Reports of ends. */
final class Reports {
  static final FinishReport SUCCESS =
      new FinishReport(FinishReport.End.SUCCESS, "", Map.of(), null, null);

  private Reports() {}
}
