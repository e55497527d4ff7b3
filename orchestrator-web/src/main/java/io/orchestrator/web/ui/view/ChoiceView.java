package io.orchestrator.web.ui.view;

/** One of several views of a page, and whether it is the shown one. */
public record ChoiceView(String text, String href, boolean current) {}
