package io.orchestrator.web.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls of one kind, so many at once: each is made again as soon as it is answered, until the siege
 * ends.
 */
final class Besiegers implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** A client that is sent away does not come back at once. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final HttpClient client = HttpClient.newBuilder().executor(thread).build();
  private final HttpRequest request;
  private final Map<String, AtomicLong> answers = new ConcurrentSkipListMap<>();
  private volatile boolean closed;

  Besiegers(HttpRequest.Builder request, int atOnce) {
    this.request = request.timeout(LONGEST).build();
    for (int i = 0; i < atOnce; i++) {
      call();
    }
  }

  static HttpRequest.Builder post(int port, String path, String json) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json));
  }

  /** How often each status was answered; {@code none} stands for no answer. */
  Map<String, AtomicLong> answers() {
    return answers;
  }

  private void call() {
    if (!closed) {
      CompletableFuture<Void> unused =
          client
              .sendAsync(request, BodyHandlers.discarding())
              .handle((answer, failure) -> failure == null ? "" + answer.statusCode() : "none")
              .thenAccept(this::answered);
    }
  }

  private void answered(String status) {
    answers.computeIfAbsent(status, s -> new AtomicLong()).incrementAndGet();
    if (status.startsWith("2")) {
      call();
    } else {
      CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::call);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.shutdownNow();
  }
}
