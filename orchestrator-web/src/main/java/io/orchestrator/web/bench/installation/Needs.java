package io.orchestrator.web.bench.installation;

import java.time.Duration;
import java.util.Map;

/**
 * What a scenario needs of an installation.
 *
 * @param workers processes, {@code worker-1} and so on, which serve the queue of their name as well
 * @param slots of each worker
 * @param lease after which an attempt without a heartbeat is taken away
 * @param dagFiles name to text; {@value #MARKS} in it becomes the path of the marks
 * @param dags how many DAGs are in these files
 */
public record Needs(
    int workers, int slots, Duration lease, Map<String, String> dagFiles, int dags) {
  public static final String MARKS = "@MARKS@";
}
