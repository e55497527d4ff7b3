package io.orchestrator.web.ui.task;

import io.orchestrator.web.ui.shell.Choice;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;

/** What the address of a page says about its log; all of it may be left out. */
record LogParameters(
    @Nullable String level,
    @Nullable String q,
    @Nullable Boolean regex,
    @Nullable Boolean exact,
    @Nullable Long at,
    @Nullable String times) {
  /** Times are shown as they were chosen last. */
  private static final Choice TIMES =
      new Choice(
          "orchestrator_log_times", Stream.of(LogTimes.values()).map(LogTimes::value).toList());

  /** The times that are meant; an address that says so is remembered. */
  LogTimes times(NativeWebRequest web) {
    return LogTimes.of(TIMES.of(times, web));
  }

  LogAsk ask(LogTimes times, String known) {
    return new LogAsk(
        level == null ? "" : level,
        LogFinds.query(q == null ? "" : q, Boolean.TRUE.equals(regex), Boolean.TRUE.equals(exact)),
        at == null ? 0 : at,
        times,
        known);
  }
}
