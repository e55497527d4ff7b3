package io.orchestrator.violations.web.security;

/** Breaks: Abstract is abstract. */
class AbstractlyNot {}
