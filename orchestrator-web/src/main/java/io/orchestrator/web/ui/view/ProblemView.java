package io.orchestrator.web.ui.view;

/** What is wrong with a file. */
public record ProblemView(String place, String message, String code, String bundle, String at) {}
