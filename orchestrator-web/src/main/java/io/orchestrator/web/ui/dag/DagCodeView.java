package io.orchestrator.web.ui.dag;

import io.orchestrator.web.ui.parts.ChoiceView;
import java.util.List;

/** The code of a version. */
public record DagCodeView(
    DagHeadView head, String file, String sub, List<ChoiceView> versions, List<Line> lines) {

  /** One line, counted from 1. */
  public record Line(int number, String text) {}
}
