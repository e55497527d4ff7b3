package io.orchestrator.execution.worker;

import io.orchestrator.execution.ExecutionApi;
import java.time.InstantSource;

/**
 * What a worker reaches.
 *
 * @param clock for log lines and sensors; deadlines go by {@code waits}
 */
record Surroundings(
    ExecutionApi api,
    CodeCache code,
    AttemptLogs logs,
    AttemptProcesses processes,
    InstantSource clock,
    Waits waits) {}
