package io.orchestrator.web.ui.view;

/** The runs of one DAG. */
public record DagRunsView(DagHeadView head, RunsView runs) {}
