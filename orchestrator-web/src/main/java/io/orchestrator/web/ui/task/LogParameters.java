package io.orchestrator.web.ui.task;

import org.jspecify.annotations.Nullable;

/** What the address of a page says about its log; all of it may be left out. */
record LogParameters(
    @Nullable String level,
    @Nullable String q,
    @Nullable Boolean regex,
    @Nullable Boolean exact,
    @Nullable Long at) {

  LogAsk ask(String known) {
    return new LogAsk(
        level == null ? "" : level,
        LogFinds.query(q == null ? "" : q, Boolean.TRUE.equals(regex), Boolean.TRUE.equals(exact)),
        at == null ? 0 : at,
        known);
  }
}
