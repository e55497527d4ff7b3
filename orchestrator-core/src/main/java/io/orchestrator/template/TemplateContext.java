package io.orchestrator.template;

import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.execution.WorkItem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The task instance a template is rendered for.
 *
 * @param run without a logical date {@code ds} and the like are undefined
 * @param params effective params, JSON values
 * @param previousSuccess the latest earlier run that succeeded
 */
public record TemplateContext(
    WorkItem.Task task,
    WorkItem.Run run,
    Map<String, Object> params,
    PreviousSuccess previousSuccess,
    TemplateLookups lookups) {

  public TemplateContext {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  /** The same after another run. */
  public TemplateContext after(PreviousSuccess previous) {
    return new TemplateContext(task, run, params, previous, lookups);
  }
}
