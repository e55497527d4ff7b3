package io.orchestrator.web.ui.dag;

import io.orchestrator.web.ui.parts.AuditView;

/** The audit log of one DAG. */
public record DagEventsView(DagHeadView head, AuditView audit) {}
