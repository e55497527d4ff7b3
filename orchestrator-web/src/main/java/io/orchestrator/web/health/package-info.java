/** What this server knows about its own surroundings, for health checks and pages. */
@NullMarked
package io.orchestrator.web.health;

import org.jspecify.annotations.NullMarked;
