package io.orchestrator.web.ui.view;

/** A file that does not load. */
public record ProblemView(String place, String message, String code, String bundle, String at) {}
