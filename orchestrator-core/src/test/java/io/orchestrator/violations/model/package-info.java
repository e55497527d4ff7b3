/** Fixtures of ArchitectureTest that break rules of the house. */
@NullMarked
package io.orchestrator.violations.model;

import org.jspecify.annotations.NullMarked;
