/** Wires the core's parts into the running server. */
@NullMarked
package io.orchestrator.web.server;

import org.jspecify.annotations.NullMarked;
