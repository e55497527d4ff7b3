/**
 * What a scheduler remembers of the runs that go on, so that it decides without reading. The store
 * stays the only truth: what is decided here is written only if the store still is as remembered.
 */
@org.jspecify.annotations.NullMarked
package io.orchestrator.scheduler.memory;
