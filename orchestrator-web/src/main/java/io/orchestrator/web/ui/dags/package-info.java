/** The list of DAGs. */
@NullMarked
package io.orchestrator.web.ui.dags;

import org.jspecify.annotations.NullMarked;
