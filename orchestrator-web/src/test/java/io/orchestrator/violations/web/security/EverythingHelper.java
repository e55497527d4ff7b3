package io.orchestrator.violations.web.security;

/** Breaks: names say what a thing is. */
record EverythingHelper(String name) {}
