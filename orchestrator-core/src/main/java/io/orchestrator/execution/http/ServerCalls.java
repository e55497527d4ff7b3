package io.orchestrator.execution.http;

import io.orchestrator.model.BackOff;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Sends calls and repeats those without an answer, with growing pauses, for a while. */
final class ServerCalls {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final BackOff PAUSES = new BackOff(Duration.ofMillis(20), Duration.ofSeconds(2));
  private static final int LONGER_FOR_TASKS = 4;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;
  private final HttpClient client;
  private final URI server;
  private final String bearer;
  private final Duration patience;
  private final Waits waits;

  /**
   * One call.
   *
   * @param body JSON; absent for a GET
   * @param attempt signed token of the attempt it is about
   * @param timeout of one trial
   */
  record Call(
      String path, @Nullable BodyPublisher body, @Nullable String attempt, Duration timeout) {}

  ServerCalls(URI server, String workerToken, Duration patience, Waits waits) {
    // HTTP/1.1: the upgrade to HTTP/2 would cost a round trip, and we hold few connections. No pool
    // of threads between: calls are short, and each has a thread that waits for it.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.server = server;
    this.bearer = "Bearer " + workerToken;
    this.patience = patience;
    this.waits = waits;
  }

  /** One trial only. */
  byte[] once(Call call) {
    return trial(call);
  }

  /** Trials until there is an answer, or patience ends. */
  byte[] repeated(Call call) {
    return repeated(call, patience);
  }

  /**
   * The same for what a running task waits for: it outlasts the restart of a server. Who must not
   * wait any longer interrupts it.
   */
  byte[] repeatedForTask(Call call) {
    return repeated(call, patience.multipliedBy(LONGER_FOR_TASKS));
  }

  private byte[] repeated(Call call, Duration most) {
    long deadline = waits.nanos() + most.toNanos();
    for (int failures = 0; ; failures++) {
      // The first repetition comes at once: most often only a kept connection had been closed.
      Duration pause = failures == 0 ? Duration.ZERO : PAUSES.after(failures);
      try {
        return trial(call);
      } catch (ServerUnreachableException e) {
        if (Thread.currentThread().isInterrupted()
            || waits.nanos() + pause.toNanos() - deadline >= 0) {
          throw e;
        }
      }
      pause(pause, call);
    }
  }

  private void pause(Duration pause, Call call) {
    try {
      waits.pause(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerUnreachableException(call.path() + " was interrupted", e);
    }
  }

  private byte[] trial(Call call) {
    try {
      HttpResponse<byte[]> response = WholeAnswers.answer(client, request(call), call.timeout());
      int status = response.statusCode();
      if (status >= SERVER_ERROR || status == TOO_MANY) {
        throw new ServerUnreachableException(
            call.path() + " at " + server + " was answered with " + said(response), null);
      }
      if (status >= BAD_REQUEST) {
        throw new CallRefusedException(
            status, call.path() + " at " + server + " was refused with " + said(response));
      }
      return response.body();
    } catch (IOException e) {
      throw new ServerUnreachableException(
          "The server " + server + " did not answer " + call.path() + " (" + words(e) + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerUnreachableException(call.path() + " was interrupted", e);
    }
  }

  private HttpRequest request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(call.path()))
            .timeout(call.timeout())
            .header("Authorization", bearer)
            .header("Accept", "application/json");
    if (call.attempt() != null) {
      request.header(Wire.ATTEMPT_HEADER, call.attempt());
    }
    BodyPublisher body = call.body();
    return body == null
        ? request.GET().build()
        : request.header("Content-Type", "application/json").POST(body).build();
  }

  private static String said(HttpResponse<byte[]> response) {
    String detail = "";
    try {
      detail = ": " + Wire.read(response.body(), Wire.Problem.class).detail();
    } catch (JacksonException e) {
      // A proxy's page: the status says enough.
      detail = "";
    }
    return response.statusCode() + detail;
  }

  private static String words(IOException e) {
    String name = e.getClass().getSimpleName();
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }
}
