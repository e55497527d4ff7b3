package io.orchestrator.worker;

import io.orchestrator.connection.SecretMask;
import io.orchestrator.execution.ExecutionApi;
import io.orchestrator.execution.WorkerStreams;
import io.orchestrator.execution.http.Waits;
import io.orchestrator.worker.process.AttemptProcesses;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a worker reaches.
 *
 * @param streams the same server by streams; absent for one that is only called
 * @param clock for log lines and sensors; deadlines go by {@code waits}
 * @param disk where logs, programs and code are kept
 * @param secrets hides those of this process: tasks see its environment and must not report them.
 *     Made once; each attempt has a copy
 */
record Surroundings(
    ExecutionApi api,
    @Nullable WorkerStreams streams,
    CodeCache code,
    AttemptLogs logs,
    AttemptProcesses processes,
    InstantSource clock,
    Waits waits,
    WorkerDisk disk,
    SecretMask secrets) {}
