package io.orchestrator.operators.amazon;

import io.orchestrator.operator.TaskContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * AWS clients for task code, by connection. Clients are shared by all tasks of a worker; task code
 * must not close them.
 */
public final class Aws {
  /** The connection used when none is named. */
  public static final String DEFAULT_CONNECTION = "aws_default";

  private static final int MOST_CLIENTS = 16;
  private static final Map<AwsSettings, S3Client> S3_CLIENTS = bounded();
  private static final Map<AwsSettings, AthenaClient> ATHENA_CLIENTS = bounded();

  private Aws() {}

  /** S3 by the connection {@code aws_default}, or the default credential chain without one. */
  public static S3Client s3(TaskContext context) {
    return s3(context, DEFAULT_CONNECTION);
  }

  /** S3 by a connection. */
  public static S3Client s3(TaskContext context, String connectionId) {
    return client(S3_CLIENTS, settings(context, connectionId), AwsSettings::s3);
  }

  /** Athena by the connection {@code aws_default}, or the default credential chain without one. */
  public static AthenaClient athena(TaskContext context) {
    return athena(context, DEFAULT_CONNECTION);
  }

  /** Athena by a connection. */
  public static AthenaClient athena(TaskContext context, String connectionId) {
    return athenaSite(context, connectionId).client();
  }

  static AthenaSite athenaSite(TaskContext context, String connectionId) {
    AwsSettings settings = settings(context, connectionId);
    return new AthenaSite(
        client(ATHENA_CLIENTS, settings, AwsSettings::athena), settings.consoleRegion());
  }

  /** A missing {@code aws_default} means the default chain, as in Airflow; others must exist. */
  static AwsSettings settings(TaskContext context, String connectionId) {
    return connectionId.equals(DEFAULT_CONNECTION)
        ? context
            .findConnection(connectionId)
            .map(AwsSettings::of)
            .orElseGet(() -> new AwsSettings(environmentRegion(), Optional.empty(), Map.of()))
        : AwsSettings.of(context.connection(connectionId));
  }

  private static String environmentRegion() {
    return Optional.ofNullable(System.getenv("AWS_REGION"))
        .or(() -> Optional.ofNullable(System.getenv("AWS_DEFAULT_REGION")))
        .orElse("us-east-1");
  }

  private static <C> C client(
      Map<AwsSettings, C> clients, AwsSettings settings, Function<AwsSettings, C> make) {
    synchronized (clients) {
      return clients.computeIfAbsent(settings, make);
    }
  }

  private static <C extends AutoCloseable> Map<AwsSettings, C> bounded() {
    return new LinkedHashMap<>(MOST_CLIENTS, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      /** Not closed here: a task may still be using it; its connections time out by themselves. */
      @Override
      protected boolean removeEldestEntry(Map.Entry<AwsSettings, C> eldest) {
        return size() > MOST_CLIENTS;
      }
    };
  }
}
