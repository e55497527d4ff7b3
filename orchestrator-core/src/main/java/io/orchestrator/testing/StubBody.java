package io.orchestrator.testing;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.model.TaskModel;
import io.orchestrator.operator.Poll;
import io.orchestrator.operator.SensorBody;
import io.orchestrator.operator.TaskBody;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskOutcome;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A stub as the body of a task of its kind. */
class StubBody implements TaskBody {
  private final TaskModel task;
  private final Stub stub;

  private StubBody(TaskModel task, Stub stub) {
    this.task = task;
    this.stub = stub;
  }

  static TaskBody of(TaskModel task, TaskBody original, Stub stub) {
    return original instanceof SensorBody sensor
        ? new OfSensor(task, sensor, stub)
        : new StubBody(task, stub);
  }

  @Override
  public TaskOutcome run(TaskContext context) throws Exception {
    return outcome(stub.answer(context));
  }

  TaskOutcome outcome(@Nullable Object answer) {
    if (answer instanceof TaskOutcome whole) {
      return whole;
    }
    Object value = answer instanceof Optional<?> optional ? optional.orElse(null) : answer;
    return switch (task.kind()) {
      case BRANCH -> new TaskOutcome.Success(value, Optional.of(branch(value)));
      case SHORT_CIRCUIT -> new TaskOutcome.Success(value, Optional.of(gate(value)));
      case PLAIN, SENSOR, EMPTY -> TaskOutcome.success(value);
    };
  }

  private BranchDecision branch(@Nullable Object value) {
    Set<String> chosen = new TreeSet<>();
    for (String label : labels(value)) {
      for (Map.Entry<String, String> way : task.branchLabels().entrySet()) {
        if (way.getValue().equals(label) || way.getKey().equals(label)) {
          chosen.add(way.getKey());
        }
      }
    }
    if (chosen.isEmpty() && value != null && !Boolean.FALSE.equals(value)) {
      throw new IllegalArgumentException(
          "The stub of branch %s chose %s, which is none of its ways: %s."
              .formatted(task.taskId(), value, ways()));
    }
    String words = chosen.isEmpty() ? "nothing" : String.join(", ", chosen);
    return new BranchDecision(
        BranchDecision.Kind.FOLLOW, List.copyOf(chosen), task.taskId() + " chose " + words);
  }

  private static List<String> labels(@Nullable Object value) {
    if (value instanceof Boolean answer) {
      return List.of(answer ? "yes" : "no");
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(String::valueOf).toList();
    }
    return value == null ? List.of() : List.of(value.toString());
  }

  private String ways() {
    return task.branchLabels().entrySet().stream()
        .map(way -> way.getValue() + " (" + way.getKey() + ")")
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private BranchDecision gate(@Nullable Object value) {
    return Boolean.TRUE.equals(value)
        ? new BranchDecision(
            BranchDecision.Kind.CONTINUE, List.of(), task.taskId() + " let the run go on")
        : new BranchDecision(
            BranchDecision.Kind.STOP_ALL, List.of(), task.taskId() + " stopped what follows");
  }

  /** Pokes as the sensor does. */
  private static final class OfSensor extends StubBody implements SensorBody {
    private final SensorBody sensor;

    OfSensor(TaskModel task, SensorBody sensor, Stub stub) {
      super(task, stub);
      this.sensor = sensor;
    }

    @Override
    TaskOutcome outcome(@Nullable Object answer) {
      if (answer instanceof Poll.NotYet<?> notYet) {
        return new TaskOutcome.Reschedule(sensor.pokeInterval(), notYet.why());
      }
      return super.outcome(answer instanceof Poll.Ready<?> ready ? ready.value() : answer);
    }

    @Override
    public Duration pokeInterval() {
      return sensor.pokeInterval();
    }

    @Override
    public boolean softFail() {
      return sensor.softFail();
    }
  }
}
