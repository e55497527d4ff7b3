package io.orchestrator.web.ui.error;

import io.orchestrator.web.ui.parts.LinkView;
import java.util.List;

/** What happened, what it means now, what to do. */
public record ErrorView(Said said, List<Near> near, LinkView action, String requestId, String at) {
  /** What happened, in words. */
  public record Said(String code, String crumb, String title, String lede) {}

  /** A thing with a similar name. */
  public record Near(String text, String href, String more) {}
}
