/** Tests of the judge of chaos runs. */
@NullMarked
package io.orchestrator.web.bench.chaos;

import org.jspecify.annotations.NullMarked;
