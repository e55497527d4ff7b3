/**
 * The built-in benchmark: the whole product in a throw-away home, compared with the limits of the
 * machine.
 */
@NullMarked
package io.orchestrator.web.bench;

import org.jspecify.annotations.NullMarked;
