/** Fixtures of ArchitectureTest that break rules of the house. */
@NullMarked
package io.orchestrator.violations.execution;

import org.jspecify.annotations.NullMarked;
