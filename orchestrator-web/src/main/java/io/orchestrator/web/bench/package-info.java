/**
 * The built-in benchmark: the product in throw-away homes, compared with the limits of the machine
 * and with another build; and the product under siege.
 */
@NullMarked
package io.orchestrator.web.bench;

import org.jspecify.annotations.NullMarked;
