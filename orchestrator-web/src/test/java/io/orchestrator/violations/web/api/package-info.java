/** Fixtures of ArchitectureTest that break rules of the house. */
@NullMarked
package io.orchestrator.violations.web.api;

import org.jspecify.annotations.NullMarked;
