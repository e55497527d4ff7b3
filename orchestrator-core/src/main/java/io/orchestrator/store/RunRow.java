package io.orchestrator.store;

import io.orchestrator.run.DagRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run in a list.
 *
 * @param versionNumber number of its DAG version
 * @param lastPlannedAt when the scheduler last looked at it
 */
public record RunRow(DagRun run, int versionNumber, @Nullable Instant lastPlannedAt) {}
