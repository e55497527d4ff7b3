package io.orchestrator.execution;

import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says on an open stream. Only {@link #beat} may take a while; whatever is said on a
 * stream that is closed is lost, and {@link Receiver#closed} tells of it.
 */
public interface WorkerStream {

  /**
   * The end of an attempt; the answer is {@link Receiver#answered}.
   *
   * @param slotFree whether its slot is free again with it
   * @return false when it is too long for a stream: nothing was said, and it is to be reported with
   *     a call
   */
  boolean ended(AttemptToken attempt, FinishReport report, boolean slotFree);

  /** So many further slots are free. */
  void freed(int slots);

  /** These attempts were received and their programs not started; nor will they be. */
  void notBegun(List<AttemptToken> attempts);

  /**
   * A sign of life, which extends the leases of what is held.
   *
   * @param number higher than that of any beat before; the hello counts as 0
   * @param over as in {@link WorkerStreams.Hello}, until they are gone
   * @return those of both that are gone
   */
  CompletableFuture<List<AttemptToken>> beat(
      long number, WorkerInfo worker, List<AttemptToken> held, List<AttemptToken> over);

  /** The worker takes nothing any more; done when nothing more can come. */
  CompletableFuture<Void> drain();

  /** Closes the stream; does nothing when it is. */
  void close();

  /** What a worker hears. */
  interface Receiver {
    /**
     * Work, which runs already by what the server has stored.
     *
     * @param heard number of a beat that the server had heard before it was claimed
     * @return false when it is not taken, because the stream is closed
     */
    boolean items(List<WorkItem> items, long heard);

    /**
     * An end is answered.
     *
     * @param answer absent when it was not written: it has to be reported again
     */
    void answered(AttemptToken attempt, @Nullable Answer answer);

    /** Nothing comes any more, and nothing that is said is heard. */
    void closed(String reason);
  }
}
