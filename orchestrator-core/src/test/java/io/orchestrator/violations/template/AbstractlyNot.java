package io.orchestrator.violations.template;

/** Breaks: Abstract is abstract. */
class AbstractlyNot {}
