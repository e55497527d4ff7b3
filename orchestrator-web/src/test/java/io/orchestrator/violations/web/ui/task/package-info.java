/** Fixtures of ArchitectureTest that break rules of the house. */
@NullMarked
package io.orchestrator.violations.web.ui.task;

import org.jspecify.annotations.NullMarked;
