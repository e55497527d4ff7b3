package io.orchestrator.scheduler;

import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.WorkItem;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A worker's long poll that waits for its first item. */
record WaitingClaim(WorkerInfo worker, int freeSlots, CompletableFuture<List<WorkItem>> answer) {}
