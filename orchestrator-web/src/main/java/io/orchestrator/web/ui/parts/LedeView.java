package io.orchestrator.web.ui.parts;

/** The sentence above a page, and what follows it in a lighter type. */
public record LedeView(String text, String rest) {}
