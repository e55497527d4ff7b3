package io.orchestrator.violations.timetable;

import io.orchestrator.violations.operator.AndBack;

/** Breaks: packages have no cycles. */
public record LeadsThereAndBack(AndBack other) {}
