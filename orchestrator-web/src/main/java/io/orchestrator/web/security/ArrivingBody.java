package io.orchestrator.web.security;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A body on its way, for which no thread waits. Once it is there, its request is dispatched. */
final class ArrivingBody implements ReadListener, AsyncListener {
  private static final String WHOLE = ArrivingBody.class.getName();

  /** A login is far shorter; so are most calls whose token has run out. */
  private static final int MOST_BYTES = 16 << 10;

  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final Duration LONGEST_IN_QUEUE = Duration.ofSeconds(40);

  /** What they hold together is bounded: 32 MB if each had sent almost all. */
  private static final int MOST_AT_ONCE = 2_000;

  private static final int PIECE = 2_048;
  private static final AtomicInteger UNDER_WAY = new AtomicInteger();

  private final AsyncContext async;
  private final ServletInputStream in;
  private final HttpServletResponse response;
  private final @Nullable LoginQueue queue;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
  private boolean entered;
  private long enteredAt;
  private boolean givenUp;

  private ArrivingBody(
      AsyncContext async,
      ServletInputStream in,
      HttpServletResponse response,
      @Nullable LoginQueue queue) {
    this.async = async;
    this.in = in;
    this.response = response;
    this.queue = queue;
  }

  /**
   * Returns at once; what happens to the request happens later.
   *
   * @param queue in which the request waits with its whole body; absent when it need not
   */
  static void await(
      HttpServletRequest request, HttpServletResponse response, @Nullable LoginQueue queue)
      throws IOException {
    if (request.getContentLengthLong() > MOST_BYTES) {
      refuseLength(request, response);
    } else if (UNDER_WAY.incrementAndGet() > MOST_AT_ONCE) {
      UNDER_WAY.decrementAndGet();
      refuseCrowd(request, response);
    } else {
      AsyncContext async = request.startAsync(request, response);
      async.setTimeout(LONGEST.toMillis());
      ArrivingBody body = new ArrivingBody(async, request.getInputStream(), response, queue);
      async.addListener(body);
      body.begin();
    }
  }

  private void begin() throws IOException {
    if (in.isFinished()) {
      onAllDataRead();
    } else {
      in.setReadListener(this);
    }
  }

  /** The body of a request that is dispatched for it; null of any other request. */
  static byte @Nullable [] takeFrom(ServletRequest request) {
    Object whole = request.getAttribute(WHOLE);
    request.removeAttribute(WHOLE);
    return whole instanceof byte[] bytes ? bytes : null;
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] piece = new byte[PIECE];
    while (in.isReady() && !in.isFinished()) {
      int read = in.read(piece);
      if (read > 0) {
        bytes.write(piece, 0, read);
      }
      if (bytes.size() > MOST_BYTES) {
        refuseLength(async.getRequest(), response);
        async.complete();
        return;
      }
    }
  }

  @Override
  public void onAllDataRead() throws IOException {
    if (bytes.size() > MOST_BYTES) {
      return;
    }
    async.getRequest().setAttribute(WHOLE, bytes.toByteArray());
    if (queue == null) {
      goOn();
      return;
    }
    async.setTimeout(LONGEST_IN_QUEUE.toMillis());
    if (!queue.enter(async.getRequest().getRemoteAddr(), this::goOn)) {
      refuseForNow();
    }
  }

  private synchronized boolean goOn() {
    if (!givenUp) {
      entered = true;
      enteredAt = System.nanoTime();
      async.dispatch();
    }
    return entered;
  }

  @Override
  public void onTimeout(AsyncEvent event) throws IOException {
    synchronized (this) {
      if (entered) {
        return;
      }
      givenUp = true;
    }
    if (in.isFinished()) {
      refuseForNow();
      return;
    }
    RefusedArrival.close(
        async.getRequest(),
        response,
        408,
        "body_too_slow",
        "The body did not come within " + LONGEST.toSeconds() + " s. Nothing was changed.");
    async.complete();
  }

  private void refuseForNow() throws IOException {
    refuseCrowd(async.getRequest(), response);
    async.complete();
  }

  @Override
  public void onError(Throwable broken) {
    async.complete();
  }

  @Override
  public void onError(AsyncEvent event) {
    giveUp();
    async.complete();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // The request waits for something else now, and no longer for its body.
    end();
  }

  private synchronized void giveUp() {
    givenUp = true;
  }

  private void end() {
    giveUp();
    UNDER_WAY.decrementAndGet();
    if (entered && queue != null) {
      queue.leave(Duration.ofNanos(System.nanoTime() - enteredAt));
    }
  }

  private static void refuseCrowd(ServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Retry-After", "5");
    RefusedArrival.close(
        request, response, 503, "crowded", "Too many come at once. Nothing was done; try again.");
  }

  private static void refuseLength(ServletRequest request, HttpServletResponse response)
      throws IOException {
    RefusedArrival.close(
        request,
        response,
        413,
        "body_too_large",
        "Before a login a body has at most " + MOST_BYTES + " bytes. Nothing was changed.");
  }
}
