/**
 * The DSL: what a user writes, and the checks that report everything that is wrong with it at once.
 * A definition becomes a {@link io.orchestrator.model.DagModel}; nothing else leaves this room.
 */
@NullMarked
package io.orchestrator.dag;

import org.jspecify.annotations.NullMarked;
