package io.orchestrator.operators.amazon;

import io.orchestrator.connection.Connection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * How to reach AWS: region, keys, and, for compatible stores, other addresses. Made from a
 * connection of type {@code aws} in Airflow's form.
 *
 * @param keys empty: the SDK's default credential chain
 * @param endpoints address by service name ({@code s3}, {@code athena}); absent: AWS itself
 */
record AwsSettings(String region, Optional<Keys> keys, Map<String, URI> endpoints) {
  private static final String DEFAULT_REGION = "us-east-1";
  private static final Duration CALL = Duration.ofSeconds(60);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** A key pair, with a session token for temporary ones. */
  record Keys(String accessKey, String secretKey, Optional<String> sessionToken) {
    @Override
    public String toString() {
      return "Keys[" + accessKey + "]";
    }
  }

  static AwsSettings of(Connection connection) {
    Optional<String> access =
        Optional.ofNullable(connection.login()).or(() -> connection.extraText("aws_access_key_id"));
    Optional<String> secret =
        Optional.ofNullable(connection.password())
            .or(() -> connection.extraText("aws_secret_access_key"));
    Optional<Keys> keys =
        access.flatMap(
            a -> secret.map(s -> new Keys(a, s, connection.extraText("aws_session_token"))));
    String region = connection.extraText("region_name").orElse(DEFAULT_REGION);
    Map<String, URI> endpoints = new java.util.HashMap<>();
    for (String service : new String[] {"s3", "athena"}) {
      endpoint(connection, service).ifPresent(uri -> endpoints.put(service, uri));
    }
    return new AwsSettings(region, keys, Map.copyOf(endpoints));
  }

  /** Airflow's {@code service_config.<service>.endpoint_url}, else {@code endpoint_url}. */
  private static Optional<URI> endpoint(Connection connection, String service) {
    Object own =
        connection.extra().get("service_config") instanceof Map<?, ?> services
                && services.get(service) instanceof Map<?, ?> settings
            ? settings.get("endpoint_url")
            : null;
    return Optional.ofNullable(own)
        .or(() -> Optional.ofNullable(connection.extra().get("endpoint_url")))
        .map(url -> URI.create(url.toString()));
  }

  /** Region whose console shows the Athena queries; empty when Athena is not AWS's own. */
  Optional<String> consoleRegion() {
    return endpoints.containsKey("athena") ? Optional.empty() : Optional.of(region);
  }

  S3Client s3() {
    var builder =
        S3Client.builder()
            .region(Region.of(region))
            .credentialsProvider(credentials())
            .httpClient(http())
            // Compatible stores often lack the newer trailing checksums; AWS does not need them.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            // A body as it is: chunks signed one by one give even an empty upload bytes to send.
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
            // Some want the older one of a call that deletes many.
            .addPlugin(LegacyMd5Plugin.create())
            .overrideConfiguration(timeouts().addExecutionInterceptor(place()).build());
    Optional.ofNullable(endpoints.get("s3"))
        .ifPresent(uri -> builder.endpointOverride(uri).forcePathStyle(true));
    return builder.build();
  }

  AthenaClient athena() {
    var builder =
        AthenaClient.builder()
            .region(Region.of(region))
            .credentialsProvider(credentials())
            .httpClient(http())
            .overrideConfiguration(timeouts().build());
    Optional.ofNullable(endpoints.get("athena")).ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private AwsCredentialsProvider credentials() {
    return keys.<AwsCredentialsProvider>map(
            k ->
                StaticCredentialsProvider.create(
                    k.sessionToken().isPresent()
                        ? AwsSessionCredentials.create(
                            k.accessKey(), k.secretKey(), k.sessionToken().get())
                        : AwsBasicCredentials.create(k.accessKey(), k.secretKey())))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  private static SdkHttpClient http() {
    return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(CALL).build();
  }

  private S3Place place() {
    URI own = endpoints.get("s3");
    return new S3Place(own == null ? "AWS in " + region : own.toString());
  }

  private static ClientOverrideConfiguration.Builder timeouts() {
    return ClientOverrideConfiguration.builder()
        .apiCallTimeout(CALL.multipliedBy(2))
        .apiCallAttemptTimeout(CALL);
  }
}
