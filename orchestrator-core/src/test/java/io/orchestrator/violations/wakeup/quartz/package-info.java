/** Fixtures of ArchitectureTest that break rules of the house. */
@NullMarked
package io.orchestrator.violations.wakeup.quartz;

import org.jspecify.annotations.NullMarked;
