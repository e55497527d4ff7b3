package io.orchestrator.worker;

import io.orchestrator.execution.FinishReport;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The end of an attempt, said or to be said by the stream, until the server answers it. */
final class UnansweredEnd {
  private final Attempt attempt;
  private final FinishReport report;
  private OptionalLong slotFreeBy;
  private long streamsTried;
  private long lastTried;
  private int notWritten;
  private @Nullable Long notWrittenAt;
  private long pause;

  /**
   * @param slotFreeBy number of the stream that is to be told that its slot is free with it
   */
  UnansweredEnd(Attempt attempt, FinishReport report, OptionalLong slotFreeBy) {
    this.attempt = attempt;
    this.report = report;
    this.slotFreeBy = slotFreeBy;
  }

  Attempt attempt() {
    return attempt;
  }

  FinishReport report() {
    return report;
  }

  /** It is said by that stream now; true when its free slot is to be told with it, once. */
  synchronized boolean said(long stream) {
    boolean free = slotFreeBy.isPresent() && slotFreeBy.getAsLong() == stream;
    slotFreeBy = free ? OptionalLong.empty() : slotFreeBy;
    streamsTried += stream == lastTried ? 0 : 1;
    lastTried = stream;
    notWrittenAt = null;
    return free;
  }

  /** By how many streams it was said. */
  synchronized long streamsTried() {
    return streamsTried;
  }

  /** The server did not write it: it is said again after a pause. */
  synchronized void notWritten(long now) {
    notWrittenAt = now;
    pause = Worker.PAUSES.after(++notWritten).toNanos();
  }

  /** Nanoseconds until it is to be said again, {@code Long.MAX_VALUE} when it is not. */
  synchronized long untilDue(long now) {
    return notWrittenAt == null ? Long.MAX_VALUE : notWrittenAt + pause - now;
  }
}
