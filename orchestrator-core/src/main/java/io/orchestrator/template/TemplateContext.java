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
 * @param mapIndex -1 for a task that is not mapped
 * @param logicalDate absent for runs without one; then {@code ds} and the like are undefined
 * @param params effective params, JSON values
 * @param conf the run's conf, JSON values
 * @param previousSuccess the latest earlier run that succeeded
 */
public record TemplateContext(
    String dagId,
    String taskId,
    String runId,
    int tryNumber,
    int mapIndex,
    @Nullable Instant logicalDate,
    @Nullable DataInterval dataInterval,
    Map<String, Object> params,
    Map<String, Object> conf,
    PreviousSuccess previousSuccess,
    TemplateLookups lookups) {

  public TemplateContext {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    conf = Collections.unmodifiableMap(new LinkedHashMap<>(conf));
  }

  /** Starts a context for an unmapped first try without dates, params or lookups. */
  public static Builder of(String dagId, String taskId, String runId) {
    return new Builder(dagId, taskId, runId);
  }

  /** Collects the parts of a context. */
  public static final class Builder {
    private final String dagId;
    private final String taskId;
    private final String runId;
    private int tryNumber = 1;
    private int mapIndex = -1;
    private @Nullable Instant logicalDate;
    private @Nullable DataInterval dataInterval;
    private Map<String, Object> params = Map.of();
    private Map<String, Object> conf = Map.of();
    private PreviousSuccess previousSuccess = PreviousSuccess.NONE;
    private TemplateLookups lookups = TemplateLookups.none();

    private Builder(String dagId, String taskId, String runId) {
      this.dagId = dagId;
      this.taskId = taskId;
      this.runId = runId;
    }

    public Builder tryNumber(int number) {
      this.tryNumber = number;
      return this;
    }

    public Builder mapIndex(int index) {
      this.mapIndex = index;
      return this;
    }

    public Builder logicalDate(@Nullable Instant date) {
      this.logicalDate = date;
      return this;
    }

    public Builder dataInterval(@Nullable DataInterval interval) {
      this.dataInterval = interval;
      return this;
    }

    public Builder params(Map<String, Object> values) {
      this.params = values;
      return this;
    }

    public Builder conf(Map<String, Object> values) {
      this.conf = values;
      return this;
    }

    public Builder previousSuccess(PreviousSuccess previous) {
      this.previousSuccess = previous;
      return this;
    }

    public Builder lookups(TemplateLookups found) {
      this.lookups = found;
      return this;
    }

    public TemplateContext build() {
      return new TemplateContext(
          dagId,
          taskId,
          runId,
          tryNumber,
          mapIndex,
          logicalDate,
          dataInterval,
          params,
          conf,
          previousSuccess,
          lookups);
    }
  }
}
