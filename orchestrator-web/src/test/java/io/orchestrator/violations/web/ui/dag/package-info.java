/** Fixtures of ArchitectureTest that break rules of the house. */
@NullMarked
package io.orchestrator.violations.web.ui.dag;

import org.jspecify.annotations.NullMarked;
