package io.orchestrator.web.execution;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.AttemptTokens;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.WorkerStream;
import io.orchestrator.execution.WorkerStreams;
import io.orchestrator.execution.WorkerStreams.Hello;
import io.orchestrator.execution.WorkerStreams.Opened;
import io.orchestrator.execution.http.Frame;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's connection. What it says is handed to the engine on the thread that read it, but for
 * heartbeats, which write; what it is told goes to its {@link StreamSender}.
 */
final class StreamConnection implements WorkerStream.Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(StreamConnection.class);
  private final Parts parts;
  private final Session session;
  private final StreamSender sender;
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile String name = "a worker";
  private volatile long heardAt = System.nanoTime();
  private volatile @Nullable WorkerStream stream;

  /** Not sent before the stream was known by which it is said. */
  private final List<AttemptToken> early = new ArrayList<>();

  /**
   * What connections share.
   *
   * @param slow for what may take a while
   * @param left told when one is over
   */
  record Parts(
      WorkerStreams workers,
      AttemptTokens tokens,
      Executor slow,
      Consumer<StreamConnection> left) {}

  StreamConnection(Parts parts, Session session) {
    this.parts = parts;
    this.session = session;
    this.sender = new StreamSender(session, parts.tokens(), this::notSent, this::cutOff);
  }

  String name() {
    return name;
  }

  /** Takes a message of the worker. */
  void heard(Frame frame) {
    heardAt = System.nanoTime();
    WorkerStream open = stream;
    if (open == null) {
      if (!frame.kind().equals(Frame.HELLO)) {
        refuse(CloseCodes.PROTOCOL_ERROR, "a stream begins with hello");
        return;
      }
      begin(frame.read(Frame.Hello.class));
      return;
    }
    switch (frame.kind()) {
      case Frame.ENDED -> ended(open, frame.read(Frame.Ended.class));
      case Frame.FREED -> open.freed(frame.read(Frame.Freed.class).slots());
      case Frame.NOT_BEGUN -> open.notBegun(verified(frame.read(Frame.NotBegun.class).attempts()));
      case Frame.BEAT -> later(beat(open, frame.read(Frame.Beat.class)));
      case Frame.DRAIN -> drain(open);
      default -> LOG.info("{} said {}, which this server does not know", name, frame.kind());
    }
  }

  private void begin(Frame.Hello said) {
    name = "worker " + said.worker().name();
    Opened opened =
        parts
            .workers()
            .open(
                new Hello(
                    said.worker(),
                    said.process(),
                    said.freeSlots(),
                    verified(said.held()),
                    verified(said.over())),
                this);
    synchronized (early) {
      stream = opened.stream();
    }
    Frame.Welcome welcome =
        new Frame.Welcome(gone(both(said.held(), said.over()), opened.gone()), opened.lease());
    if (sender.begin(name, welcome)) {
      LOG.info("{} is connected with {} free slots", name, said.freeSlots());
    } else {
      notSent(early);
      opened.stream().close();
    }
  }

  private List<AttemptToken> verified(List<String> signed) {
    return signed.stream().flatMap(text -> parts.tokens().verify(text).stream()).toList();
  }

  private static List<String> both(List<String> held, List<String> over) {
    return Stream.concat(held.stream(), over.stream()).toList();
  }

  /** The signed texts that do not hold, for want of a signature or by the engine. */
  private List<String> gone(List<String> signed, List<AttemptToken> gone) {
    List<String> texts = new ArrayList<>();
    for (String text : signed) {
      if (parts.tokens().verify(text).filter(token -> !gone.contains(token)).isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }

  private void ended(WorkerStream open, Frame.Ended said) {
    parts
        .tokens()
        .verify(said.token())
        .ifPresentOrElse(
            token -> open.ended(token, said.report(), said.slotFree()),
            () -> refuse(CloseCodes.VIOLATED_POLICY, "an attempt's token is not of this server"));
  }

  private Runnable beat(WorkerStream open, Frame.Beat said) {
    return () -> {
      Frame.Heard answer;
      try {
        List<AttemptToken> gone =
            open.beat(said.number(), said.worker(), verified(said.held()), verified(said.over()))
                .join();
        answer = new Frame.Heard(said.number(), gone(both(said.held(), said.over()), gone));
      } catch (RuntimeException e) {
        LOG.warn("A heartbeat of {} was not written: {}", name, e.toString());
        answer = new Frame.Heard(said.number(), null);
      }
      sender.say(Frame.HEARD, answer);
    };
  }

  private void drain(WorkerStream open) {
    var unused = open.drain().thenRun(() -> sender.say(Frame.DRAINED, new Frame.Nothing()));
  }

  private void later(Runnable work) {
    try {
      parts.slow().execute(work);
    } catch (RejectedExecutionException e) {
      LOG.debug("The server stops; {} connects to another", name, e);
    }
  }

  @Override
  public boolean items(List<WorkItem> items, long heard) {
    return sender.items(items, heard);
  }

  @Override
  public void answered(AttemptToken attempt, @Nullable Answer answer) {
    sender.answered(attempt, answer);
  }

  /** The engine has closed the stream. */
  @Override
  public void closed(String reason) {
    close(CloseCodes.GOING_AWAY, reason);
  }

  private void notSent(List<AttemptToken> attempts) {
    WorkerStream open;
    synchronized (early) {
      open = stream;
      if (open == null) {
        early.addAll(attempts);
        return;
      }
    }
    if (!attempts.isEmpty()) {
      LOG.info("{} items were not sent to {}; they are handed to another", attempts.size(), name);
      open.notBegun(attempts);
    }
  }

  private void cutOff(String reason) {
    LOG.warn("{} is cut off: {}", name, reason);
    close(CloseCodes.TRY_AGAIN_LATER, reason);
    gone(reason);
  }

  /** Tells the worker why, and closes. */
  void refuse(CloseCode code, String reason) {
    LOG.warn("The connection of {} is closed: {}", name, reason);
    close(code, reason);
    gone(reason);
  }

  /** The connection is over, whoever has ended it. */
  void gone(String reason) {
    sender.end();
    parts.left().accept(this);
    WorkerStream open = stream;
    if (open != null) {
      open.close();
    }
    LOG.debug("The connection of {} is over: {}", name, reason);
  }

  /**
   * Closes once, for the first reason. It says a word to the worker, which may not read it: not on
   * this thread.
   */
  private void close(CloseCode code, String reason) {
    sender.end();
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    later(
        () -> {
          try {
            session.close(new CloseReason(code, reason));
          } catch (IOException | RuntimeException e) {
            LOG.debug("{} did not hear that it is closed", name, e);
          }
        });
  }

  void endIfSilent(Duration most) {
    if (System.nanoTime() - heardAt > most.toNanos()) {
      cutOff("nothing was heard of it for " + most.toSeconds() + " s");
    }
  }
}
