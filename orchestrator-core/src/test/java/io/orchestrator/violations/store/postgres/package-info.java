/** Fixtures of ArchitectureTest that break rules of the house. */
@NullMarked
package io.orchestrator.violations.store.postgres;

import org.jspecify.annotations.NullMarked;
