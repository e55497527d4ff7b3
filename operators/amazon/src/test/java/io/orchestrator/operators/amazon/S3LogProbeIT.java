package io.orchestrator.operators.amazon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogHandler.LogProbeException;
import io.orchestrator.tasklog.TaskLogHandlers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a probe says when S3 refuses: an S3 that answers as told. */
class S3LogProbeIT {
  private final List<String> encryptions = new CopyOnWriteArrayList<>();
  private final List<Integer> uploads = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private String refused = "";
  private int status = 403;
  private String code = "AccessDenied";
  private String message = "Access Denied";

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    int sent = exchange.getRequestBody().readAllBytes().length;
    if (exchange.getRequestMethod().equals("PUT")) {
      uploads.add(sent);
    }
    boolean list = String.valueOf(exchange.getRequestURI().getQuery()).contains("list-type");
    String call = list ? "LIST" : exchange.getRequestMethod();
    List<String> encryption = exchange.getRequestHeaders().get("x-amz-server-side-encryption");
    if (encryption != null) {
      encryptions.addAll(encryption);
    }
    if (call.equals(refused)) {
      String text = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
      send(exchange, status, text);
    } else if (call.equals("DELETE")) {
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    } else {
      send(exchange, 200, list ? "<ListBucketResult></ListBucketResult>" : "");
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void probe() throws LogProbeException {
    Map<String, String> settings =
        Map.of(
            "endpoint", endpoint(), "access-key", "a", "secret-key", "b", "encryption", "aws:kms");
    try (TaskLogHandler handler = TaskLogHandlers.open("s3://lake/logs", settings)) {
      handler.probe();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, s3:PutObject",
    "GET, s3:GetObject",
    "LIST, s3:ListBucket",
    "DELETE, s3:DeleteObject"
  })
  void aMissingPermissionIsNamed(String call, String permission) {
    refused = call;
    assertThatThrownBy(this::probe)
        .isInstanceOf(LogProbeException.class)
        .hasMessage(
            "Task logs cannot be kept: "
                + permission
                + " on s3://lake/logs at "
                + endpoint()
                + " is not allowed. Grant it to these credentials.");
  }

  @Test
  void aMissingRightToTheKeyIsNamed() {
    refused = "PUT";
    message = "not authorized to perform: kms:GenerateDataKey on resource x";
    assertThatThrownBy(this::probe)
        .hasMessageContaining(
            "the use of the KMS key on s3://lake/logs at " + endpoint() + " is not allowed.");
  }

  @Test
  void theWrongRegionIsNamed() {
    refused = "PUT";
    status = 301;
    code = "PermanentRedirect";
    assertThatThrownBy(this::probe)
        .hasMessageContaining(
            "bucket lake is not at "
                + endpoint()
                + " but in another region. Set the region of the bucket.");
  }

  @Test
  void encryptionGoesWithEachUpload() throws LogProbeException {
    probe();
    assertThat(encryptions).containsExactly("aws:kms");
  }

  /** A server that refuses may close before it has read the bytes, and its words would be lost. */
  @Test
  void anUploadThatAsksForLeaveHasNoBytesThatARefusalCouldCutOff() throws LogProbeException {
    probe();
    assertThat(uploads).containsExactly(0);
  }
}
