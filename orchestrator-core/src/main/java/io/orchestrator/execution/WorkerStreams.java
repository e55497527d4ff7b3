package io.orchestrator.execution;

import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Opens streams between workers and a server. The same interface stands on both sides of the wire.
 * What a worker gets by a stream runs already: its claim was its start.
 */
public interface WorkerStreams {

  /**
   * Opens a stream; an older one of the same process is closed first. What the process was given
   * and knows nothing of is handed to others.
   *
   * @param receiver told of all that comes, from now on and perhaps before this returns; never
   *     blocks
   */
  Opened open(Hello hello, WorkerStream.Receiver receiver);

  /**
   * What a worker says first.
   *
   * @param process made by chance when the process began; no two are the same
   * @param freeSlots attempts it takes now
   * @param held attempts that run, and those whose end was not acknowledged
   * @param over attempts that were received and whose end will not be reported: they are its own
   *     all the same, and nobody else's until their leases end; named until they are gone
   */
  record Hello(
      WorkerInfo worker,
      UUID process,
      int freeSlots,
      List<AttemptToken> held,
      List<AttemptToken> over) {}

  /**
   * An open stream.
   *
   * @param gone those of the attempts that were named, held or over, that are the worker's no more
   * @param lease of attempts that will come: the worker beats often enough for it from now on, as a
   *     lease counts from what the server had heard before
   */
  record Opened(WorkerStream stream, List<AttemptToken> gone, Duration lease) {}
}
