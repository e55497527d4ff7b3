package io.orchestrator.web.execution;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.AttemptTokens;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.http.Frame;
import io.orchestrator.execution.http.Wire;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one worker is told: signed, put into JSON and written by a thread of its own. Who tells it
 * something never waits. A worker that does not read is cut off, and what was not written comes
 * back.
 */
final class StreamSender {
  private static final Logger LOG = LoggerFactory.getLogger(StreamSender.class);
  private static final String TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

  /** Answers, items and the rest that may wait to be written. */
  private static final int MOST = 4_096;

  private static final int TOGETHER = 32;

  private final Session session;
  private final AttemptTokens tokens;
  private final Consumer<List<AttemptToken>> notSent;
  private final Consumer<String> cutOff;
  private final Deque<Said> waiting = new ArrayDeque<>();
  private boolean over;

  /** One thing that is told. */
  private sealed interface Said {}

  private record Given(WorkItem item, long heard) implements Said {}

  private record Answered(AttemptToken attempt, @Nullable Answer answer) implements Said {}

  private record Message(String kind, Object body) implements Said {}

  /**
   * @param notSent takes the items that were not written
   * @param cutOff told why the worker is to be cut off
   */
  StreamSender(
      Session session,
      AttemptTokens tokens,
      Consumer<List<AttemptToken>> notSent,
      Consumer<String> cutOff) {
    this.session = session;
    this.tokens = tokens;
    this.notSent = notSent;
    this.cutOff = cutOff;
    session.getUserProperties().put(TIMEOUT, Streams.WRITE.toMillis());
  }

  /** Says welcome, and from then on whatever else there is. False when it is over already. */
  synchronized boolean begin(String worker, Frame.Welcome welcome) {
    if (!over) {
      waiting.addFirst(new Message(Frame.WELCOME, welcome));
      Thread made = new Thread(this::run, worker);
      made.setDaemon(true);
      made.start();
    }
    return !over;
  }

  /** False when it is too late for them. */
  boolean items(List<WorkItem> items, long heard) {
    return add(items.stream().map(item -> new Given(item, heard)).toList());
  }

  void answered(AttemptToken attempt, @Nullable Answer answer) {
    add(List.of(new Answered(attempt, answer)));
  }

  void say(String kind, Object body) {
    add(List.of(new Message(kind, body)));
  }

  private boolean add(List<? extends Said> said) {
    synchronized (this) {
      if (over) {
        return false;
      }
      if (waiting.size() + said.size() <= MOST) {
        waiting.addAll(said);
        notifyAll();
        return true;
      }
    }
    cutOff.accept("it does not read what it is told");
    return false;
  }

  /** Nothing is written any more. Items that wait come back. */
  void end() {
    List<AttemptToken> left = new ArrayList<>();
    synchronized (this) {
      over = true;
      waiting.forEach(said -> itemOf(said, left));
      waiting.clear();
      notifyAll();
    }
    notSent.accept(left);
  }

  private static void itemOf(Said said, List<AttemptToken> to) {
    if (said instanceof Given given) {
      to.add(given.item().token());
    }
  }

  private void run() {
    try {
      for (List<Said> next = next(); !next.isEmpty(); next = next()) {
        write(next);
      }
    } catch (InterruptedException e) {
      LOG.debug("{} was interrupted", Thread.currentThread().getName(), e);
    }
  }

  /** What goes into one message; empty at the end. */
  private synchronized List<Said> next() throws InterruptedException {
    while (waiting.isEmpty() && !over) {
      wait();
    }
    List<Said> next = new ArrayList<>();
    while (!waiting.isEmpty() && next.size() < TOGETHER && fits(next, waiting.element())) {
      next.add(waiting.remove());
    }
    return next;
  }

  /** Messages go alone; items that go together were claimed after the same beat. */
  private static boolean fits(List<Said> together, Said one) {
    if (together.isEmpty()) {
      return true;
    }
    if (one instanceof Message || together.get(0) instanceof Message) {
      return false;
    }
    return !(one instanceof Given given)
        || together.stream()
            .noneMatch(said -> said instanceof Given other && other.heard() != given.heard());
  }

  private void write(List<Said> together) {
    try {
      session.getBasicRemote().sendBinary(ByteBuffer.wrap(message(together)));
    } catch (IOException | RuntimeException e) {
      // A message that was not written whole was not received.
      List<AttemptToken> lost = new ArrayList<>();
      together.forEach(said -> itemOf(said, lost));
      notSent.accept(lost);
      cutOff.accept("it could not be written to (" + e + ")");
    }
  }

  private byte[] message(List<Said> together) {
    if (together.get(0) instanceof Message message) {
      return Frame.write(message.kind(), message.body());
    }
    long heard = 0;
    List<Wire.Claimed> items = new ArrayList<>();
    List<Frame.Answered> answers = new ArrayList<>();
    for (Said said : together) {
      if (said instanceof Given given) {
        heard = given.heard();
        items.add(new Wire.Claimed(tokens.sign(given.item().token()), given.item()));
      } else if (said instanceof Answered answered) {
        answers.add(new Frame.Answered(tokens.sign(answered.attempt()), answered.answer()));
      }
    }
    return Frame.write(Frame.NEWS, new Frame.News(heard, items, answers));
  }
}
