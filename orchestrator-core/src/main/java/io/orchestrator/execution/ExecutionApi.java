package io.orchestrator.execution;

import io.orchestrator.model.NameRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a worker may ask. The same interface stands on both sides of the wire: the server's {@code
 * ExecutionService} and the worker's HTTP client. Every call about an attempt carries its {@link
 * AttemptToken}; one that no longer holds is answered with {@link Answer#GONE} and changes nothing.
 * What it looks up throws {@link AttemptGoneException}: "none" would be an answer to act on.
 */
public interface ExecutionApi {

  /** Whether the attempt is still the caller's. */
  enum Answer {
    OK,
    /** Cleared, lost or ended by others: kill the process, and report nothing. */
    GONE
  }

  /** Says the worker lives, and with which slots. Called before claiming and every few seconds. */
  void register(WorkerInfo worker);

  /** The worker stops; what it has not started goes back to scheduled. */
  void goodbye(WorkerInfo worker);

  /**
   * Takes ready work, waiting up to {@code waitMillis} for the first item. At least once: an item
   * that never reached the worker is handed back when its lease ends.
   */
  List<WorkItem> claim(WorkerInfo worker, int freeSlots, long waitMillis);

  /**
   * The programs of these attempts are about to start; of those that are gone they must not.
   * Repeating it is harmless.
   *
   * @return the tokens that are gone
   */
  List<AttemptToken> start(List<AttemptToken> attempts, StartReport report);

  /** Extends leases; answers the tokens that are gone. */
  List<AttemptToken> heartbeat(WorkerInfo worker, List<AttemptToken> running);

  /** Facts while running; {@link TaskFactsReport}. */
  Answer report(AttemptToken attempt, TaskFactsReport report);

  /** The end of an attempt. Repeating it with the same token is harmless. */
  Answer finish(AttemptToken attempt, FinishReport report);

  /**
   * The caller holds the attempt no more and will not ask about it again: whatever this side keeps
   * for it may go. No call is made; keeping nothing, there is nothing to do.
   */
  default void forget(AttemptToken attempt) {}

  /** XCom of another task of the same run, as JSON text; a list for several instances. */
  Optional<String> xcom(AttemptToken attempt, String taskId, String key);

  Optional<String> variable(AttemptToken attempt, String key);

  /** The latest successful run of the DAG before the attempt's by logical date. */
  PreviousSuccess previousSuccess(AttemptToken attempt);

  Optional<io.orchestrator.connection.Connection> connection(
      AttemptToken attempt, String connectionId);

  /** The code of the version this attempt runs. */
  CodeBundle code(AttemptToken attempt);

  /**
   * A worker process.
   *
   * @param name unique while it lives
   * @param queues queues it serves
   * @param trouble a sentence on what keeps it from taking attempts; absent when it is well
   */
  record WorkerInfo(
      String name,
      String hostname,
      long pid,
      int slots,
      List<String> queues,
      @Nullable String trouble) {
    /** Refuses names that break {@link NameRule#WORKER} and {@link NameRule#QUEUE}. */
    public WorkerInfo {
      NameRule.WORKER.require(name);
      queues.forEach(NameRule.QUEUE::require);
    }

    /** One that is well. */
    public WorkerInfo(String name, String hostname, long pid, int slots, List<String> queues) {
      this(name, hostname, pid, slots, queues, null);
    }

    public WorkerInfo withTrouble(@Nullable String words) {
      return new WorkerInfo(name, hostname, pid, slots, queues, words);
    }
  }

  /** A start. */
  record StartReport(String worker, String hostname, long pid) {}

  /** Facts; absent or empty parts are left as they are. */
  record TaskFactsReport(
      Optional<String> externalId, Map<String, String> renderedFields, Map<String, Object> notes) {}

  /**
   * The code of a DAG version.
   *
   * @param versionId the version
   * @param kind JAVA_SOURCE or JAR
   * @param source the text of a .java file, or the path of a jar
   */
  record CodeBundle(UUID versionId, String kind, String fileName, String codeHash, String source) {}
}
