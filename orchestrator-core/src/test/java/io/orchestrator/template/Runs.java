package io.orchestrator.template;

import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.timetable.DataInterval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The run that template tests render for. */
final class Runs {

  static final Instant LOGICAL_DATE = Instant.parse("2026-01-02T03:04:05Z");

  private Runs() {}

  static TemplateContext undated() {
    return of("manual__1", null, null);
  }

  static TemplateContext dated() {
    DataInterval day = new DataInterval(LOGICAL_DATE.minusSeconds(86_400), LOGICAL_DATE);
    return of("manual__1", LOGICAL_DATE, day);
  }

  static TemplateContext of(
      String runId, @Nullable Instant logicalDate, @Nullable DataInterval interval) {
    Map<String, Object> params = new HashMap<>();
    params.put("x", 42);
    params.put("name", "it's");
    params.put("nothing", null);
    params.put("flag", true);
    params.put("list", List.of(3, 1, 2));
    params.put("nested", Map.of("deep", List.of("a", "b")));
    params.put("evil", "{{ ds }}");
    return new TemplateContext(
        new WorkItem.Task("etl", runId, "load", 3, 2),
        new WorkItem.Run(logicalDate, interval, Map.of("env", "prod")),
        params,
        PreviousSuccess.NONE,
        new Lookups());
  }

  /** Fixed answers. */
  static final class Lookups implements TemplateLookups {

    @Override
    public Optional<String> variable(String key) {
      return switch (key) {
        case "bucket" -> Optional.of("lake");
        case "settings" -> Optional.of("{\"retries\": 3, \"none\": null, \"hosts\": [\"a\"]}");
        case "broken" -> Optional.of("{oops");
        default -> Optional.empty();
      };
    }

    @Override
    public Optional<ConnectionView> connection(String connectionId) {
      return connectionId.equals("db")
          ? Optional.of(
              new ConnectionView("postgres", "h", 5432, "me", "pw", null, "{\"ssl\": true}"))
          : Optional.empty();
    }

    @Override
    public Optional<Object> xcom(String taskId, String key) {
      if (taskId.equals("list") && key.equals("return_value")) {
        return Optional.of(new ArrayList<>(Arrays.asList("a", null, 1.5)));
      }
      return taskId.equals("extract") ? Optional.of(key + " of extract") : Optional.empty();
    }
  }
}
