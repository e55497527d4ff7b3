/**
 * The built-in benchmark: the whole product on a throw-away home, beside the limits of the machine.
 */
@NullMarked
package io.orchestrator.web.bench;

import org.jspecify.annotations.NullMarked;
