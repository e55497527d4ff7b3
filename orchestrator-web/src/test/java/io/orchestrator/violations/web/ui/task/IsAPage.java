package io.orchestrator.violations.web.ui.task;

/** What another page must not know. */
public record IsAPage(String name) {}
