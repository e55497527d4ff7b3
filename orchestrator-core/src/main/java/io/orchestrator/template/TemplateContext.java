package io.orchestrator.template;

import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.timetable.DataInterval;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The task instance a template is rendered for.
 *
 * @param params effective params, JSON values
 * @param conf the run's conf, JSON values
 * @param previousSuccess the latest earlier run that succeeded
 */
public record TemplateContext(
    Task task,
    Dates dates,
    Map<String, Object> params,
    Map<String, Object> conf,
    PreviousSuccess previousSuccess,
    TemplateLookups lookups) {

  /**
   * Which try of which task.
   *
   * @param mapIndex -1 for a task that is not mapped
   */
  public record Task(String dagId, String taskId, String runId, int tryNumber, int mapIndex) {}

  /**
   * Dates of its run.
   *
   * @param logicalDate absent for runs without one; then {@code ds} and the like are undefined
   */
  public record Dates(@Nullable Instant logicalDate, @Nullable DataInterval dataInterval) {}

  public TemplateContext {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    conf = Collections.unmodifiableMap(new LinkedHashMap<>(conf));
  }

  /** The same after another run. */
  public TemplateContext after(PreviousSuccess previous) {
    return new TemplateContext(task, dates, params, conf, previous, lookups);
  }
}
