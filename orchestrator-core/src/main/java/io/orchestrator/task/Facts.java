package io.orchestrator.task;

import io.orchestrator.connection.SecretMask;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.ExecutionApi.TaskFactsReport;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Facts on their way to the server. Notes that follow each other quickly share a report; the id of
 * remote work goes at once. A note that cannot be reported is only a note: the task goes on.
 */
final class Facts {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_NOTES = 100;
  private static final int LONGEST_FIELD = 4_096;
  private final TaskPorts ports;
  private final SecretMask secrets;
  private final Map<String, Object> unsaid = new LinkedHashMap<>();
  private int notes;
  private @Nullable Instant lastReport;

  Facts(TaskPorts ports) {
    this.ports = ports;
    this.secrets = ports.log().secrets();
  }

  /** Shows what the templates became, without secrets. */
  synchronized void rendered(Map<String, String> fields) {
    Map<String, String> shown = new LinkedHashMap<>();
    fields.forEach((name, text) -> shown.put(name, shortened(secrets.mask(text))));
    tryTo(new TaskFactsReport(Optional.empty(), shown, Map.of()));
  }

  synchronized void note(String told, Object value) {
    String name = secrets.mask(told);
    if (!unsaid.containsKey(name) && ++notes > MOST_NOTES) {
      throw new IllegalStateException(
          "A task keeps at most %s notes per attempt; %s is one too many"
              .formatted(MOST_NOTES, name));
    }
    unsaid.put(name, plain(value));
    Instant now = ports.clock().instant();
    if (lastReport == null || now.isAfter(lastReport.plus(PAUSE))) {
      flush();
    }
  }

  /** Stores the id, and the notes on the way; fails when that is not certain. */
  synchronized void externalId(String id) {
    Map<String, Object> now = Map.copyOf(unsaid);
    ports.report(new TaskFactsReport(Optional.of(id), Map.of(), now));
    unsaid.clear();
  }

  /** Reports what waits. */
  synchronized void flush() {
    if (!unsaid.isEmpty()) {
      tryTo(new TaskFactsReport(Optional.empty(), Map.of(), new LinkedHashMap<>(unsaid)));
      unsaid.clear();
    }
  }

  private void tryTo(TaskFactsReport report) {
    lastReport = ports.clock().instant();
    try {
      ports.report(report);
    } catch (AttemptGoneException e) {
      throw e;
    } catch (RuntimeException e) {
      ports
          .log()
          .line(
              Level.WARN,
              "Facts for the task page could not be stored ("
                  + StackText.oneLine(e)
                  + "); the task goes on.");
    }
  }

  private Object plain(Object value) {
    return value instanceof Number || value instanceof Boolean
        ? value
        : shortened(secrets.mask(String.valueOf(value)));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_FIELD
        ? text
        : text.substring(0, LONGEST_FIELD) + "… (" + text.length() + " characters in all)";
  }
}
