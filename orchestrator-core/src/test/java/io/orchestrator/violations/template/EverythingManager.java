package io.orchestrator.violations.template;

/** Breaks: names say what a thing is. */
record EverythingManager(String name) {}
