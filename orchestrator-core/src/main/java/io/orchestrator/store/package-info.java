/**
 * Ports to durable state. Narrow verbs that say the intent; one contract suite for every
 * implementation.
 */
@NullMarked
package io.orchestrator.store;

import org.jspecify.annotations.NullMarked;
