package io.orchestrator.web.ui.now;

import io.orchestrator.web.ui.parts.ProblemView;
import java.util.List;

/** Files that do not load, and files that do but should be corrected. */
public record ImportErrorsView(
    String lede, List<ProblemView> problems, List<ProblemView> warnings) {}
