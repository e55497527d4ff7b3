package io.orchestrator.execution.http;

import io.orchestrator.execution.WorkerStream;
import io.orchestrator.execution.WorkerStreams;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The worker's end of streams: a WebSocket for each. */
final class StreamClient implements WorkerStreams {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;
  private static final int NOT_IMPLEMENTED = 501;
  private final HttpClient client;
  private final URI address;
  private final String bearer;
  private final SignedTokens signed;

  StreamClient(URI server, String workerToken, SignedTokens signed) {
    // Listeners only hand on what they are told: they may use the client's own thread.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .connectTimeout(CONNECT)
            .build();
    String scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
    this.address = URI.create(scheme + "://" + server.getRawAuthority() + "/").resolve(Wire.STREAM);
    this.bearer = "Bearer " + workerToken;
    this.signed = signed;
  }

  @Override
  public Opened open(Hello hello, WorkerStream.Receiver receiver) {
    ClientStream stream = new ClientStream(receiver, signed);
    try {
      WebSocket socket =
          await(
              client
                  .newWebSocketBuilder()
                  .connectTimeout(CONNECT)
                  .header("Authorization", bearer)
                  .buildAsync(address, stream));
      stream.begin(socket);
      return await(stream.hello(hello));
    } catch (ExecutionException e) {
      stream.close();
      throw refused(e.getCause());
    } catch (TimeoutException e) {
      stream.close();
      throw new ServerUnreachableException(
          "The server " + address + " opened no stream in time", e);
    } catch (InterruptedException e) {
      stream.close();
      Thread.currentThread().interrupt();
      throw new ServerUnreachableException("The stream was interrupted", e);
    }
  }

  private static <T> T await(CompletableFuture<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
  }

  private RuntimeException refused(@Nullable Throwable cause) {
    if (!(cause instanceof WebSocketHandshakeException handshake)) {
      return new ServerUnreachableException(
          "The server " + address + " opened no stream (" + cause + ")", cause);
    }
    int status = handshake.getResponse().statusCode();
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      return new CallRefusedException(
          status, "The stream to " + address + " was refused with " + status);
    }
    return status == TOO_MANY || (status >= SERVER_ERROR && status != NOT_IMPLEMENTED)
        ? new ServerUnreachableException(
            "The stream to " + address + " was answered with " + status, cause)
        : new StreamNotOfferedException(status);
  }
}
