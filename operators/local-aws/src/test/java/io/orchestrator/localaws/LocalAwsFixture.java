package io.orchestrator.localaws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.s3.S3Client;

/** Local AWS in a folder with the SDK's own clients, for tests. */
final class LocalAwsFixture implements AutoCloseable {
  static final String RESULTS = "s3://lake/results/";

  final Path folder;
  final LocalAws aws;
  final S3Client s3;
  final AthenaClient athena;

  LocalAwsFixture(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("s3/lake"));
    this.aws = LocalAws.start(folder);
    this.s3 = s3(aws, aws.secretKey());
    this.athena = athena(aws, aws.accessKey(), aws.secretKey());
  }

  static S3Client s3(LocalAws aws, String secret) {
    return S3Client.builder()
        .endpointOverride(aws.s3Endpoint())
        .region(Region.of(aws.region()))
        .forcePathStyle(true)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(credentials(aws.accessKey(), secret))
        .build();
  }

  static AthenaClient athena(LocalAws aws, String key, String secret) {
    return AthenaClient.builder()
        .endpointOverride(aws.athenaEndpoint())
        .region(Region.of(aws.region()))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(credentials(key, secret))
        .build();
  }

  static StaticCredentialsProvider credentials(String key, String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret));
  }

  /** Writes an object as a file, as the seeding of standalone does. */
  void object(String key, String text) throws IOException {
    object(key, text.getBytes(StandardCharsets.UTF_8));
  }

  void object(String key, byte[] bytes) throws IOException {
    Path file = folder.resolve("s3/lake").resolve(key);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  String start(String sql, String... parameters) {
    return athena
        .startQueryExecution(
            q -> {
              q.queryString(sql)
                  .queryExecutionContext(c -> c.database("db"))
                  .resultConfiguration(r -> r.outputLocation(RESULTS));
              if (parameters.length > 0) {
                q.executionParameters(parameters);
              }
            })
        .queryExecutionId();
  }

  String startWith(String token, String sql) {
    return athena
        .startQueryExecution(
            q ->
                q.queryString(sql)
                    .clientRequestToken(token)
                    .resultConfiguration(r -> r.outputLocation(RESULTS)))
        .queryExecutionId();
  }

  QueryExecution await(String id) {
    while (true) {
      QueryExecution query = athena.getQueryExecution(q -> q.queryExecutionId(id)).queryExecution();
      QueryExecutionState state = query.status().state();
      if (state != QueryExecutionState.QUEUED && state != QueryExecutionState.RUNNING) {
        return query;
      }
      Thread.onSpinWait();
    }
  }

  /** Runs a statement that must succeed. */
  QueryExecution run(String sql, String... parameters) {
    QueryExecution query = await(start(sql, parameters));
    if (query.status().state() != QueryExecutionState.SUCCEEDED) {
      throw new AssertionError(sql + ": " + query.status().stateChangeReason());
    }
    return query;
  }

  /** Why a statement fails. */
  String failure(String sql, String... parameters) {
    QueryExecution query = await(start(sql, parameters));
    if (query.status().state() != QueryExecutionState.FAILED) {
      throw new AssertionError(sql + " ended " + query.status().state());
    }
    return query.status().stateChangeReason();
  }

  /** The rows without the header, values joined by bars, null as {@code NULL}. */
  List<String> rows(String sql, String... parameters) {
    List<String> rows = lines(run(sql, parameters).queryExecutionId());
    return rows.subList(1, rows.size());
  }

  /** All rows of a result as the API gives them. */
  List<String> lines(String id) {
    List<String> lines = new ArrayList<>();
    athena
        .getQueryResultsPaginator(q -> q.queryExecutionId(id))
        .forEach(
            page ->
                page.resultSet()
                    .rows()
                    .forEach(
                        row ->
                            lines.add(
                                String.join(
                                    "|",
                                    row.data().stream()
                                        .map(Datum::varCharValue)
                                        .map(value -> value == null ? "NULL" : value)
                                        .toList()))));
    return lines;
  }

  /** The one value of an expression. */
  String value(String expression) {
    return rows("SELECT " + expression).get(0);
  }

  @Override
  public void close() throws IOException {
    s3.close();
    athena.close();
    aws.close();
  }
}
