/** Connections: how tasks reach other systems. Secrets are never printed. */
@NullMarked
package io.orchestrator.connection;

import org.jspecify.annotations.NullMarked;
