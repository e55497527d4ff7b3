package io.orchestrator.execution.http;

import io.orchestrator.execution.ExecutionApi.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports ends, one call at a time: those that come while a call is on its way go together in the
 * next. A lone end is sent at once; a busy worker sends few calls and the server writes few
 * transactions. Thread-safe.
 */
final class FinishCalls {
  private static final int MOST = 64;
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final Logger LOG = LoggerFactory.getLogger(FinishCalls.class);
  private final Function<Wire.FinishRequest, Wire.FinishAnswer> call;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean calling;

  /** Made beforehand: memory may be what is lacking. */
  private final ServerUnreachableException brokenOff =
      new ServerUnreachableException("the call with the report broke off", null);

  FinishCalls(Function<Wire.FinishRequest, Wire.FinishAnswer> call) {
    this.call = call;
  }

  private static final class Waiting {
    final Wire.Finished finished;
    @Nullable Answer answer;
    @Nullable RuntimeException failure;

    Waiting(Wire.Finished finished) {
      this.finished = finished;
    }

    boolean done() {
      return answer != null || failure != null;
    }

    int characters() {
      return finished.report().xcoms().values().stream().mapToInt(String::length).sum();
    }
  }

  /**
   * Reports one end and waits for its answer.
   *
   * @throws ServerUnreachableException when it is unknown whether it was written
   * @throws CallRefusedException when the server refuses it
   */
  Answer finish(Wire.Finished finished) {
    Waiting own = new Waiting(finished);
    enter(own);
    while (leads(own)) {
      try {
        send(next());
      } catch (Error e) {
        // Tasks share this heap: what one of them has done to it must not silence the worker.
        LOG.error("A call with reports broke off; they are made again", e);
      } finally {
        leave();
      }
    }
    if (own.failure != null) {
      throw own.failure;
    }
    return Objects.requireNonNull(own.answer);
  }

  private synchronized void enter(Waiting own) {
    waiting.add(own);
  }

  private synchronized void leave() {
    calling = false;
    notifyAll();
  }

  /** Waits while another calls. True when the caller is to make the next call. */
  private synchronized boolean leads(Waiting own) {
    try {
      while (calling && !own.done()) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      if (!own.done()) {
        waiting.remove(own);
        own.failure = new ServerUnreachableException("the report was interrupted", e);
      }
    }
    if (!own.done() && !waiting.contains(own)) {
      own.failure = brokenOff;
    }
    calling |= !own.done();
    return !own.done();
  }

  private synchronized List<Waiting> next() {
    List<Waiting> batch = new ArrayList<>();
    int characters = 0;
    while (!waiting.isEmpty() && batch.size() < MOST) {
      characters += waiting.element().characters();
      if (!batch.isEmpty() && characters > MOST_CHARACTERS) {
        break;
      }
      batch.add(waiting.remove());
    }
    return batch;
  }

  private void send(List<Waiting> batch) {
    try {
      List<@Nullable Answer> answers =
          call.apply(new Wire.FinishRequest(batch.stream().map(w -> w.finished).toList()))
              .answers();
      for (int i = 0; i < batch.size(); i++) {
        end(batch.get(i), i < answers.size() ? answers.get(i) : null);
      }
    } catch (CallRefusedException e) {
      if (batch.size() > 1) {
        // One that the server cannot read must not take the others along.
        batch.forEach(one -> send(List.of(one)));
      } else {
        batch.get(0).failure = e;
      }
    } catch (RuntimeException e) {
      batch.forEach(one -> one.failure = e);
    }
  }

  private static void end(Waiting one, @Nullable Answer answer) {
    one.answer = answer;
    if (answer == null) {
      one.failure = new ServerUnreachableException("the server did not write the report", null);
    }
  }
}
