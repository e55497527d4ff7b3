package io.orchestrator.web.ui.view;

/** A word and where it leads. */
public record LinkView(String text, String href) {}
