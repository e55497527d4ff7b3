/** What every store must do: one suite per topic, run by each implementation. */
@NullMarked
package io.orchestrator.store;

import org.jspecify.annotations.NullMarked;
