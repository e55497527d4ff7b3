/**
 * Medians, spreads, ratios and gates: what is counted from what was measured, and how it is told.
 */
@NullMarked
package io.orchestrator.web.bench.figures;

import org.jspecify.annotations.NullMarked;
