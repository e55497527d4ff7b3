package io.orchestrator.violations.operator;

import io.orchestrator.violations.timetable.LeadsThereAndBack;

/** The other half of the cycle. */
public record AndBack(Class<LeadsThereAndBack> other) {
  LeadsThereAndBack back() {
    return new LeadsThereAndBack(this);
  }
}
