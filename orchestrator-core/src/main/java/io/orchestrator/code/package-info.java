/**
 * Compiles, loads and defines users' code. Only processes that may run such code come here: the
 * definition process, workers, and the checks of the command line. The server never does.
 */
@NullMarked
package io.orchestrator.code;

import org.jspecify.annotations.NullMarked;
