package io.orchestrator.web.ui.dag;

import io.orchestrator.web.ui.parts.RunsView;

/** The runs of one DAG. */
public record DagRunsView(DagHeadView head, RunsView runs) {}
