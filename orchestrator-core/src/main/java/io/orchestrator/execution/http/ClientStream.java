package io.orchestrator.execution.http;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.WorkerStream;
import io.orchestrator.execution.WorkerStreams.Hello;
import io.orchestrator.execution.WorkerStreams.Opened;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** One open stream as its worker sees it. Thread-safe. */
final class ClientStream implements WorkerStream, WebSocket.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(ClientStream.class);
  private static final long BEAT_SECONDS = 10;
  private final Receiver receiver;
  private final SignedTokens signed;
  private final MessageBytes arriving = new MessageBytes(Frame.LONGEST_OF_SERVER);
  private final OutgoingMessages outgoing = new OutgoingMessages(this::broken);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<Opened> welcome = new CompletableFuture<>();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private final Map<Long, CompletableFuture<List<String>>> beats = new ConcurrentHashMap<>();

  /** Tokens by their signed texts, of what was asked and not answered. */
  private final Map<String, AttemptToken> asked = new ConcurrentHashMap<>();

  ClientStream(Receiver receiver, SignedTokens signed) {
    this.receiver = receiver;
    this.signed = signed;
  }

  void begin(WebSocket socket) {
    outgoing.begin(socket);
  }

  /** What the server says to it. */
  CompletableFuture<Opened> hello(Hello hello) {
    List<String> held = texts(hello.held());
    List<String> over = texts(hello.over());
    send(
        Frame.HELLO,
        new Frame.Hello(hello.worker(), hello.process(), hello.freeSlots(), held, over));
    return welcome;
  }

  private List<String> texts(List<AttemptToken> tokens) {
    List<String> texts = new ArrayList<>();
    for (AttemptToken token : tokens) {
      String text = signed.text(token);
      if (text != null) {
        asked.put(text, token);
        texts.add(text);
      }
    }
    return texts;
  }

  private void send(String kind, Object body) {
    outgoing.send(Frame.write(kind, body));
  }

  @Override
  public boolean ended(AttemptToken attempt, FinishReport report, boolean slotFree) {
    String text = signed.text(attempt);
    if (text == null) {
      receiver.answered(attempt, Answer.GONE);
      return true;
    }
    byte[] message = Frame.write(Frame.ENDED, new Frame.Ended(text, report, slotFree));
    if (message.length > Frame.LONGEST_OF_WORKER) {
      return false;
    }
    asked.put(text, attempt);
    outgoing.send(message);
    return true;
  }

  @Override
  public void freed(int slots) {
    send(Frame.FREED, new Frame.Freed(slots));
  }

  @Override
  public void notBegun(List<AttemptToken> attempts) {
    send(Frame.NOT_BEGUN, new Frame.NotBegun(signed.texts(attempts)));
  }

  @Override
  public CompletableFuture<List<AttemptToken>> beat(
      long number, WorkerInfo worker, List<AttemptToken> held, List<AttemptToken> over) {
    Map<String, AttemptToken> byText = new HashMap<>();
    List<AttemptToken> unknown = new ArrayList<>();
    List<String> heldTexts = texts(held, byText, unknown);
    List<String> overTexts = texts(over, byText, unknown);
    CompletableFuture<List<String>> answer = new CompletableFuture<>();
    beats.put(number, answer);
    if (closed.get()) {
      answer.completeExceptionally(new ServerUnreachableException("the stream is closed", null));
    }
    send(Frame.BEAT, new Frame.Beat(number, worker, heldTexts, overTexts));
    return answer
        .orTimeout(BEAT_SECONDS, TimeUnit.SECONDS)
        .whenComplete((gone, failure) -> beats.remove(number))
        .thenApply(
            gone -> {
              List<AttemptToken> all = new ArrayList<>(unknown);
              gone.stream().filter(byText::containsKey).map(byText::get).forEach(all::add);
              return all;
            });
  }

  /** What was forgotten already has no text: nobody has to be asked about it. */
  private List<String> texts(
      List<AttemptToken> tokens, Map<String, AttemptToken> byText, List<AttemptToken> unknown) {
    List<String> texts = new ArrayList<>();
    for (AttemptToken token : tokens) {
      String text = signed.text(token);
      if (text == null) {
        unknown.add(token);
      } else {
        byText.put(text, token);
        texts.add(text);
      }
    }
    return texts;
  }

  @Override
  public CompletableFuture<Void> drain() {
    send(Frame.DRAIN, new Frame.Nothing());
    if (closed.get()) {
      drained.complete(null);
    }
    return drained;
  }

  @Override
  public void close() {
    end("it was closed here");
  }

  private void broken(Throwable failure) {
    end(String.valueOf(failure));
  }

  private void end(String reason) {
    if (closed.compareAndSet(false, true)) {
      outgoing.abort();
      ServerUnreachableException gone = new ServerUnreachableException("the stream broke", null);
      welcome.completeExceptionally(gone);
      drained.complete(null);
      beats.values().forEach(answer -> answer.completeExceptionally(gone));
      receiver.closed(reason);
    }
  }

  @Override
  public void onOpen(WebSocket socket) {
    socket.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    if (closed.get()) {
      return null;
    }
    if (!arriving.add(data)) {
      end("a message of the server is longer than " + Frame.LONGEST_OF_SERVER + " bytes");
      return null;
    }
    if (last) {
      heard(arriving.take());
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    LOG.info("The server sent a text that this worker does not know. It is passed over.");
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    end("the server closed it: " + status + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    broken(error);
  }

  private void heard(byte[] message) {
    try {
      Frame frame = Frame.parse(message);
      switch (frame.kind()) {
        case Frame.NEWS -> news(frame.read(Frame.News.class));
        case Frame.HEARD -> heard(frame.read(Frame.Heard.class));
        case Frame.WELCOME -> welcome(frame.read(Frame.Welcome.class));
        case Frame.DRAINED -> drained.complete(null);
        default -> LOG.info("The server said {}, which this worker does not know", frame.kind());
      }
    } catch (IllegalArgumentException | JacksonException e) {
      LOG.warn("A message of the server cannot be read; the stream is opened anew", e);
      end("a message cannot be read");
    }
  }

  private void news(Frame.News news) {
    if (!news.items().isEmpty()) {
      List<WorkItem> items = new ArrayList<>();
      for (Wire.Claimed claimed : news.items()) {
        signed.put(claimed);
        items.add(claimed.item());
      }
      receiver.items(items, news.heard());
    }
    for (Frame.Answered answered : news.answers()) {
      AttemptToken token = asked.remove(answered.token());
      if (token != null) {
        receiver.answered(token, answered.answer());
      }
    }
  }

  private void heard(Frame.Heard heard) {
    CompletableFuture<List<String>> answer = beats.get(heard.number());
    if (answer == null) {
      return;
    }
    if (heard.gone() == null) {
      answer.completeExceptionally(
          new ServerUnreachableException("the server did not write the heartbeat", null));
    } else {
      answer.complete(heard.gone());
    }
  }

  private void welcome(Frame.Welcome said) {
    List<AttemptToken> gone =
        said.gone().stream().filter(asked::containsKey).map(asked::get).toList();
    welcome.complete(new Opened(this, gone, said.lease()));
  }
}
