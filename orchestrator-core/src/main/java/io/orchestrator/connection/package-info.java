/**
 * Connections: how tasks reach other systems, and how secrets are sealed, signed and never printed.
 */
@NullMarked
package io.orchestrator.connection;

import org.jspecify.annotations.NullMarked;
