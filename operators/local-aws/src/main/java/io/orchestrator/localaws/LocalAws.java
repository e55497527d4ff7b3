package io.orchestrator.localaws;

import io.orchestrator.localaws.athena.AthenaServer;
import io.orchestrator.localaws.athena.Keys;
import io.orchestrator.localaws.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;

/**
 * An S3 server and an Athena endpoint over one folder, on 127.0.0.1 only. Objects lie as files
 * under {@code folder/s3/BUCKET/KEY}; databases, tables and queries under {@code folder/athena}.
 * Both outlive the process.
 */
public final class LocalAws implements AutoCloseable {
  /** The region both services say they are in. */
  public static final String REGION = "eu-central-1";

  private final S3Server s3;
  private final AthenaServer athena;
  private final String accessKey;
  private final String secretKey;

  private LocalAws(S3Server s3, AthenaServer athena, String accessKey, String secretKey) {
    this.s3 = s3;
    this.athena = athena;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  /** Starts both on free ports with keys made for this start, as a test wants it. */
  public static LocalAws start(Path folder) throws IOException {
    return start(folder, 0, 0, "local-" + UUID.randomUUID(), UUID.randomUUID().toString());
  }

  /**
   * Starts both servers; when this returns, both answer.
   *
   * @param s3Port 0: any free one
   * @param athenaPort 0: any free one
   */
  public static LocalAws start(
      Path folder, int s3Port, int athenaPort, String accessKey, String secretKey)
      throws IOException {
    Path root = Files.createDirectories(folder).toRealPath();
    Path objects = root.resolve("s3");
    S3Server s3 = new S3Server(objects, s3Port, accessKey, secretKey);
    try {
      AthenaServer athena =
          new AthenaServer(
              root.resolve("athena"),
              objects,
              athenaPort,
              new Keys(accessKey, secretKey),
              InstantSource.system(),
              UUID::randomUUID);
      return new LocalAws(s3, athena, accessKey, secretKey);
    } catch (IOException | RuntimeException e) {
      s3.close();
      throw e;
    }
  }

  public URI s3Endpoint() {
    return s3.endpoint();
  }

  public URI athenaEndpoint() {
    return athena.endpoint();
  }

  public String region() {
    return REGION;
  }

  public String accessKey() {
    return accessKey;
  }

  public String secretKey() {
    return secretKey;
  }

  @Override
  public void close() throws IOException {
    try (s3) {
      athena.close();
    }
  }
}
