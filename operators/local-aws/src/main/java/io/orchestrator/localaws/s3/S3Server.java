package io.orchestrator.localaws.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 server on loopback. A bucket is a folder and an object a file, so that what is written into
 * the folder can be read through S3, and what is written through S3 can be read in the folder.
 */
public final class S3Server implements AutoCloseable {
  private static final int MAX_SKEW_SECONDS = 15 * 60;
  private static final int MAX_THREADS = 64;

  private final S3Proxy proxy;

  /**
   * Starts the server.
   *
   * @param port 0: any free one
   */
  public S3Server(Path folder, int port, String accessKey, String secretKey) throws IOException {
    Files.createDirectories(folder);
    proxy =
        S3Proxy.builder()
            .blobStore(new PlainKeys(new FilesystemNio2BlobStore(folder.toString())))
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
            .maximumTimeSkew(MAX_SKEW_SECONDS)
            .jettyMaxThreads(MAX_THREADS)
            .ignoreUnknownHeaders(true)
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new IOException(
          "The local S3 server could not start on port " + port + ": " + e.getMessage(), e);
    }
  }

  /** Where it answers, path style. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  @Override
  public void close() throws IOException {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IOException("The local S3 server did not stop: " + e.getMessage(), e);
    }
  }
}
