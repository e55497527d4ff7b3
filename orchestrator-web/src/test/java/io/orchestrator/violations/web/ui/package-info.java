/** Fixtures of ArchitectureTest that break rules of the house. */
@NullMarked
package io.orchestrator.violations.web.ui;

import org.jspecify.annotations.NullMarked;
