package io.orchestrator.web.execution;

import io.orchestrator.execution.WorkItem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;

/**
 * A worker's long poll, which must not be given work when the worker is gone. No server is told
 * that a connection was broken; it finds out by writing to it twice. So the head of the answer is
 * sent at once, blanks before the JSON while there is nothing to say, one more right before the
 * work, and work that could not be written comes back.
 *
 * <p>When the container has ended the exchange, it uses its request and response for another call:
 * nothing of them is touched then, or that one would be answered.
 */
final class LongPoll {
  private static final Logger LOG = LoggerFactory.getLogger(LongPoll.class);
  private static final byte[] BLANK = {' '};
  private final AsyncContext exchange;
  private final OutputStream out;
  private final Consumer<List<WorkItem>> handBack;
  private boolean over;

  private LongPoll(AsyncContext exchange, OutputStream out, Consumer<List<WorkItem>> handBack) {
    this.exchange = exchange;
    this.out = out;
    this.handBack = handBack;
  }

  /**
   * Sends the head of the answer.
   *
   * @param mostMillis after which the container gives the call up; longer than anything waits
   * @param handBack takes what did not reach the worker
   */
  static LongPoll begin(
      HttpServletRequest request,
      HttpServletResponse response,
      long mostMillis,
      Consumer<List<WorkItem>> handBack)
      throws IOException {
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.flushBuffer();
    AsyncContext exchange = request.startAsync(request, response);
    exchange.setTimeout(mostMillis);
    return new LongPoll(exchange, response.getOutputStream(), handBack);
  }

  /** Ends the wait for the items when the container finds the connection broken. */
  synchronized void watch(CompletableFuture<List<WorkItem>> items) {
    if (!over) {
      exchange.addListener(new Broken(items));
    }
  }

  /** The container waits here for whoever is writing. */
  private synchronized void end() {
    over = true;
  }

  /** False when nobody is there any more. */
  synchronized boolean blank() {
    if (over) {
      return false;
    }
    try {
      out.write(BLANK);
      out.flush();
      return true;
    } catch (IOException | IllegalStateException e) {
      LOG.debug("A worker has left its long poll", e);
      return false;
    }
  }

  /** Answers on a thread of the web server; the caller does not wait. */
  void answer(List<WorkItem> items, Function<List<WorkItem>, byte[]> json) {
    if (!starts(() -> send(items, json))) {
      lost(items, "it was over before");
    }
  }

  private synchronized boolean starts(Runnable answer) {
    try {
      if (!over) {
        exchange.start(answer);
      }
      return !over;
    } catch (IllegalStateException e) {
      LOG.debug("The exchange was over before its answer", e);
      return false;
    }
  }

  private synchronized void send(List<WorkItem> items, Function<List<WorkItem>, byte[]> json) {
    if (over) {
      lost(items, "it was over before");
      return;
    }
    try {
      byte[] body = json.apply(items);
      if (!items.isEmpty()) {
        out.write(BLANK);
        out.flush();
      }
      out.write(body);
      out.flush();
    } catch (IOException | RuntimeException e) {
      lost(items, e.toString());
    }
    try {
      over = true;
      exchange.complete();
    } catch (IllegalStateException e) {
      LOG.debug("The exchange was over before its answer", e);
    }
  }

  private void lost(List<WorkItem> items, String reason) {
    if (!items.isEmpty()) {
      LOG.info(
          "{} items did not reach their worker, whose connection is broken ({}). They are handed"
              + " to another.",
          items.size(),
          reason);
      handBack.accept(items);
    }
  }

  /** The container's signs of a broken connection. */
  private final class Broken implements AsyncListener {
    private final CompletableFuture<List<WorkItem>> items;

    Broken(CompletableFuture<List<WorkItem>> items) {
      this.items = items;
    }

    @Override
    public void onError(AsyncEvent event) {
      items.complete(List.of());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      items.complete(List.of());
    }

    @Override
    public void onComplete(AsyncEvent event) {
      end();
      items.complete(List.of());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
