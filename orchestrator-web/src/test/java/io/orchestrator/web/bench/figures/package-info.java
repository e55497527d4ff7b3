/** Tests of what is counted. */
@NullMarked
package io.orchestrator.web.bench.figures;

import org.jspecify.annotations.NullMarked;
