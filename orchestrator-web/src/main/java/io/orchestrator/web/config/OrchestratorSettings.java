package io.orchestrator.web.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Every setting, {@code orchestrator.section.key}; by environment {@code
 * ORCHESTRATOR__SECTION__KEY}. Unknown keys fail the start. Documented in {@code
 * docs/reference/settings.md}, which a test compares with this record.
 */
@ConfigurationProperties(prefix = "orchestrator", ignoreUnknownFields = false)
public record OrchestratorSettings(
    @DefaultValue Dags dags,
    @DefaultValue Database database,
    @DefaultValue Scheduler scheduler,
    @DefaultValue Execution execution,
    @DefaultValue Logs logs,
    @DefaultValue Retention retention,
    @DefaultValue Security security,
    @DefaultValue Web web) {

  /**
   * Where DAGs come from.
   *
   * @param folder folder of .java files and jars
   * @param examples folder of the shipped examples; absent for none
   * @param pausedAtCreation whether a new DAG starts paused unless it says otherwise
   * @param refresh pause between two looks at the folders
   * @param loadTimeout longest time one file may take to load
   * @param jars folder in which every version of a jar is kept, for the runs that use it
   */
  public record Dags(
      @DefaultValue("dags") Path folder,
      @Nullable Path examples,
      @DefaultValue("true") boolean pausedAtCreation,
      @DefaultValue("500ms") Duration refresh,
      @DefaultValue("30s") Duration loadTimeout,
      @DefaultValue("jars") Path jars) {}

  /**
   * The database.
   *
   * @param url JDBC URL of a PostgreSQL 14 or newer
   * @param poolSize most connections for people, programs and the loader
   * @param enginePoolSize most connections beside those, for the scheduler and workers only
   */
  public record Database(
      @DefaultValue("jdbc:postgresql://127.0.0.1:5432/orchestrator") String url,
      @DefaultValue("orchestrator") String username,
      @DefaultValue("") String password,
      @DefaultValue("12") int poolSize,
      @DefaultValue("8") int enginePoolSize) {}

  /**
   * The scheduler.
   *
   * @param enabled whether this process schedules
   * @param sweep longest pause between two looks for missed work
   * @param triggersPerMinute most runs that one user may trigger in a minute; 0 for no limit
   */
  public record Scheduler(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("1s") Duration sweep,
      @DefaultValue("600") int triggersPerMinute) {}

  /**
   * Workers.
   *
   * @param workerToken shared secret that lets a worker register and claim; required
   * @param lease without a heartbeat for this long an attempt is taken away
   * @param host address at which workers are answered; absent for that of the web server
   * @param port for workers only; strangers at the web server's do not hold it up
   */
  public record Execution(
      @DefaultValue("") String workerToken,
      @DefaultValue("30s") Duration lease,
      @Nullable String host,
      @DefaultValue("8081") int port) {}

  /**
   * Task logs.
   *
   * @param remote {@code s3://bucket/prefix} or {@code file:///folder}
   * @param spool folder where workers on this machine keep unshipped chunks; absent when elsewhere
   * @param endpoint of an S3-compatible store; absent for AWS
   */
  public record Logs(
      @DefaultValue("file:logs/tasks") String remote,
      @Nullable Path spool,
      @Nullable String endpoint,
      @Nullable String region,
      @Nullable String accessKey,
      @Nullable String secretKey,
      @Nullable String encryption) {}

  /**
   * What is deleted, and when; nothing unless said.
   *
   * @param maxAge of runs, since they ended
   * @param maxRuns most ended runs of each DAG
   * @param auditMaxAge of rows of the audit log
   * @param logs whether the task logs of deleted runs are deleted, too
   */
  public record Retention(
      @Nullable Duration maxAge,
      @Nullable Integer maxRuns,
      @Nullable Duration auditMaxAge,
      @DefaultValue("true") boolean logs) {}

  /**
   * Secrets of the server.
   *
   * @param secretKey signs tokens; at least 32 characters; required
   * @param encryptionKeyFile key that seals connections and variables; made when missing
   * @param adminPassword password given to the first user {@code admin} when there is none yet
   * @param tokenLifetime of API tokens
   */
  public record Security(
      @DefaultValue("") String secretKey,
      @DefaultValue("secrets/encryption-key.json") Path encryptionKeyFile,
      @Nullable String adminPassword,
      @DefaultValue("24h") Duration tokenLifetime) {}

  /**
   * The web server.
   *
   * @param host address it listens on
   * @param undo for how long a clear, a mark or a pause can be undone, at most 10 minutes
   */
  public record Web(
      @DefaultValue("127.0.0.1") String host,
      @DefaultValue("8080") int port,
      @DefaultValue("10s") Duration undo) {}
}
