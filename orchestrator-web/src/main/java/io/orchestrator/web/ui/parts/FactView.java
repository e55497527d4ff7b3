package io.orchestrator.web.ui.parts;

/** A name and its value. */
public record FactView(String name, String value) {}
