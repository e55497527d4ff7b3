package io.orchestrator.operators.amazon;

import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogHandlers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A real S3-compatible server with a bucket {@code logs}, which can be stopped and come back. */
final class LogBucket implements AutoCloseable {
  static final String ACCESS = "local-access";
  static final String SECRET = "local-secret";

  private final Path folder;
  private S3Proxy proxy;
  private int port;

  LogBucket(Path folder) throws Exception {
    this.folder = folder;
    Files.createDirectories(folder.resolve("logs"));
    proxy = start();
  }

  private S3Proxy start() throws Exception {
    S3Proxy started =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS, SECRET)
            .ignoreUnknownHeaders(true)
            .build();
    started.start();
    port = started.getPort();
    return started;
  }

  String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  void stop() throws Exception {
    proxy.stop();
  }

  void comeBack() throws Exception {
    proxy = start();
  }

  TaskLogHandler handler(String location, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("endpoint", endpoint());
    settings.put("access-key", ACCESS);
    settings.put("secret-key", SECRET);
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return TaskLogHandlers.open(location, settings);
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
    } catch (Exception e) {
      throw new IOException("the S3 server did not stop", e);
    }
  }
}
