package io.orchestrator.web.ui.parts;

/** One of several views of a page, and whether it is the shown one. */
public record ChoiceView(String text, String href, boolean current) {}
