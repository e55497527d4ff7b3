package io.orchestrator.examples;

import io.orchestrator.connection.Connection;
import io.orchestrator.localaws.LocalAws;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** S3 and Athena in this process, over a folder. */
final class LocalLake implements AutoCloseable {
  private final LocalAws aws;
  private final Path objects;

  LocalLake(Path folder) throws IOException {
    this.aws = LocalAws.start(folder);
    this.objects = folder.resolve("s3");
  }

  /** {@code aws_default}, as standalone makes it. */
  Connection connection() {
    return connection(aws.secretKey());
  }

  Connection connection(String secretKey) {
    Map<String, Object> services =
        Map.of(
            "s3", Map.of("endpoint_url", aws.s3Endpoint().toString()),
            "athena", Map.of("endpoint_url", aws.athenaEndpoint().toString()));
    return Connection.of("aws_default", "aws")
        .withCredentials(aws.accessKey(), secretKey)
        .withExtra(Map.of("region_name", aws.region(), "service_config", services));
  }

  /** Asks Athena as any AWS client would; rows as texts, a SELECT's header first. */
  List<List<String>> ask(String sql, String output) {
    try (AthenaClient athena =
        AthenaClient.builder()
            .endpointOverride(aws.athenaEndpoint())
            .region(Region.of(aws.region()))
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(aws.accessKey(), aws.secretKey())))
            .build()) {
      String id =
          athena
              .startQueryExecution(
                  q -> q.queryString(sql).resultConfiguration(r -> r.outputLocation(output)))
              .queryExecutionId();
      Set<QueryExecutionState> open =
          Set.of(QueryExecutionState.QUEUED, QueryExecutionState.RUNNING);
      while (open.contains(
          athena
              .getQueryExecution(q -> q.queryExecutionId(id))
              .queryExecution()
              .status()
              .state())) {
        Thread.onSpinWait();
      }
      return athena.getQueryResults(q -> q.queryExecutionId(id)).resultSet().rows().stream()
          .map(row -> row.data().stream().map(Datum::varCharValue).toList())
          .toList();
    }
  }

  /** The file that is the object. */
  Path object(String bucketAndKey) {
    return objects.resolve(bucketAndKey);
  }

  String text(String bucketAndKey) throws IOException {
    return Files.readString(object(bucketAndKey));
  }

  /** Copies a resource of this module to a file, and makes its folder. */
  static void copy(String resource, Path target) throws IOException {
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    try (InputStream data =
        Objects.requireNonNull(LocalLake.class.getResourceAsStream(resource), resource)) {
      Files.copy(data, target);
    }
  }

  @Override
  public void close() throws IOException {
    aws.close();
  }
}
