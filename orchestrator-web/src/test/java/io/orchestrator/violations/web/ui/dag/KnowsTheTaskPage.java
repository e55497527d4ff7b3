package io.orchestrator.violations.web.ui.dag;

import io.orchestrator.violations.web.ui.task.IsAPage;

/** Breaks: a page knows no other page; every arrow leads down. */
record KnowsTheTaskPage(IsAPage task) {}
