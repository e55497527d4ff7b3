/** One DAG: grid, graph, runs, events, code and details. */
@NullMarked
package io.orchestrator.web.ui.dag;

import org.jspecify.annotations.NullMarked;
