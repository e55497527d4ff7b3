/** Runs and audit entries of all DAGs. */
@NullMarked
package io.orchestrator.web.ui.runs;

import org.jspecify.annotations.NullMarked;
