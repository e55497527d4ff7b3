/** Fixtures of ArchitectureTest that break rules of the house. */
@NullMarked
package io.orchestrator.violations.worker;

import org.jspecify.annotations.NullMarked;
