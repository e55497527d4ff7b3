/** Fixtures of ArchitectureTest that break rules of the house. */
@NullMarked
package io.orchestrator.violations.scheduler;

import org.jspecify.annotations.NullMarked;
