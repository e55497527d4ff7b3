/** Tests of the PostgreSQL store on a real server. */
@NullMarked
package io.orchestrator.store.postgres;

import org.jspecify.annotations.NullMarked;
