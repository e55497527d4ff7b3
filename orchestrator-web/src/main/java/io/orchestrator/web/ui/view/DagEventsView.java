package io.orchestrator.web.ui.view;

/** The audit log of one DAG. */
public record DagEventsView(DagHeadView head, AuditView audit) {}
