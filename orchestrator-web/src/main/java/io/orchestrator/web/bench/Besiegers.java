package io.orchestrator.web.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Calls of one kind in waves: all at once, and again as soon as all are answered, but not sooner
 * than ten seconds later.
 */
final class Besiegers implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration WAVE = Duration.ofSeconds(10);
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final HttpClient client = HttpClient.newBuilder().executor(thread).build();
  private final Thread waves = new Thread(this::send, "besiegers");
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, AtomicLong> answers = new ConcurrentSkipListMap<>();
  private final HttpRequest request;
  private final int atOnce;

  Besiegers(HttpRequest.Builder request, int atOnce) {
    this.request = request.timeout(LONGEST).build();
    this.atOnce = atOnce;
    waves.start();
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

  private void send() {
    try {
      long next = System.nanoTime();
      do {
        next = Math.max(System.nanoTime(), next + WAVE.toNanos());
        List<CompletableFuture<Void>> wave =
            IntStream.range(0, atOnce).mapToObj(i -> call()).toList();
        CompletableFuture.allOf(wave.toArray(CompletableFuture[]::new)).join();
      } while (!closed.await(next - System.nanoTime(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Void> call() {
    return client
        .sendAsync(request, BodyHandlers.discarding())
        .handle((answer, failure) -> failure == null ? "" + answer.statusCode() : "none")
        .thenAccept(s -> answers.computeIfAbsent(s, x -> new AtomicLong()).incrementAndGet());
  }

  /** Ends when the last wave has been answered. */
  @Override
  public void close() {
    closed.countDown();
    try {
      waves.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.shutdownNow();
  }
}
