package io.orchestrator.web.ui.view;

/** A name and its value. */
public record FactView(String name, String value) {}
