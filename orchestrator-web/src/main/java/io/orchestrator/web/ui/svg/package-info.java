/** Geometry of the pages' drawings: graph, grid, run bars. No HTML is made here. */
@NullMarked
package io.orchestrator.web.ui.svg;

import org.jspecify.annotations.NullMarked;
