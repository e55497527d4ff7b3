package io.orchestrator.web.ui.run;

import io.orchestrator.web.ui.parts.AuditView;
import io.orchestrator.web.ui.parts.LinkView;
import java.util.List;

/** The audit log of one run. */
public record RunEventsView(String title, String href, List<LinkView> crumbs, AuditView audit) {
  public String graphHref() {
    return href + "/graph";
  }
}
