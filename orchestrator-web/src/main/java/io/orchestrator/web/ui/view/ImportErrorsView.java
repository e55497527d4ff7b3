package io.orchestrator.web.ui.view;

import java.util.List;

/** Files that do not load. */
public record ImportErrorsView(String lede, List<ProblemView> problems) {}
