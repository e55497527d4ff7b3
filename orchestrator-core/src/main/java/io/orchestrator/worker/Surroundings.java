package io.orchestrator.worker;

import io.orchestrator.execution.ExecutionApi;
import io.orchestrator.execution.http.Waits;
import io.orchestrator.worker.process.AttemptProcesses;
import java.time.InstantSource;
import java.util.Set;

/**
 * What a worker reaches.
 *
 * @param clock for log lines and sensors; deadlines go by {@code waits}
 * @param disk where logs, programs and code are kept
 * @param secrets of this process; tasks see its environment and must not report them
 */
record Surroundings(
    ExecutionApi api,
    CodeCache code,
    AttemptLogs logs,
    AttemptProcesses processes,
    InstantSource clock,
    Waits waits,
    WorkerDisk disk,
    Set<String> secrets) {}
