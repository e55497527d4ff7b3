package io.orchestrator.execution.http;

import io.orchestrator.execution.ExecutionApi.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reports ends, one call at a time: those that come while a call is on its way go together in the
 * next. A lone end is sent at once; a busy worker sends few calls and the server writes few
 * transactions. Thread-safe.
 */
final class FinishCalls {
  private static final int MOST = 64;
  private static final int MOST_CHARACTERS = 1 << 20;
  private final Function<Wire.FinishRequest, Wire.FinishAnswer> call;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean calling;

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
    boolean leading = enter(own);
    while (leading) {
      List<Waiting> batch = next();
      try {
        send(batch);
      } finally {
        leading = leave(own);
      }
    }
    if (own.failure != null) {
      throw own.failure;
    }
    return java.util.Objects.requireNonNull(own.answer);
  }

  /** True when the caller has to make the next call. */
  private synchronized boolean enter(Waiting own) {
    waiting.add(own);
    return awaitTurn(own);
  }

  private synchronized boolean leave(Waiting own) {
    calling = false;
    notifyAll();
    return awaitTurn(own);
  }

  private boolean awaitTurn(Waiting own) {
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
