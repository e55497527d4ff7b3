/** Tests of connections. */
@NullMarked
package io.orchestrator.connection;

import org.jspecify.annotations.NullMarked;
