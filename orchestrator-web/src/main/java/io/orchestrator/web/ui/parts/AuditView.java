package io.orchestrator.web.ui.parts;

import io.orchestrator.web.ui.text.TimeView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who did what when, newest first. */
public record AuditView(List<Row> rows, @Nullable String moreHref) {

  /** One entry. */
  public record Row(
      TimeView at,
      String event,
      String change,
      String actor,
      String where,
      @Nullable String href,
      String detail) {}
}
