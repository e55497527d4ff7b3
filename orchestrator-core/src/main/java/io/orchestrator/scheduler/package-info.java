/**
 * The scheduler: an ordered list of duties, one class each, driven by wake-ups and a slow sweep.
 */
@NullMarked
package io.orchestrator.scheduler;

import org.jspecify.annotations.NullMarked;
