package io.orchestrator.web.ui.error;

import java.util.List;

/** What happened, what it means now, what to do. */
public record ErrorView(
    String code,
    String crumb,
    String title,
    String lede,
    List<Near> near,
    String action,
    String actionHref,
    String requestId,
    String at) {

  /** A thing with a similar name. */
  public record Near(String text, String href, String more) {}
}
