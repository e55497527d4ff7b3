package io.orchestrator.dag;

import io.orchestrator.operator.Poll;
import io.orchestrator.operator.Sensor;
import io.orchestrator.operator.SensorBody;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskOutcome;
import java.time.Duration;

/** One poke of a sensor as a task body. */
final class SensorTaskBody<T> implements SensorBody {
  private final Sensor<T> sensor;
  private volatile Duration pokeInterval;
  private volatile boolean softFail;

  SensorTaskBody(Sensor<T> sensor) {
    this.sensor = sensor;
    this.pokeInterval = sensor.pokeInterval();
  }

  @Override
  public TaskOutcome run(TaskContext context) throws Exception {
    Poll<T> poll = sensor.poke(context);
    if (poll instanceof Poll.Ready<T> ready) {
      return TaskOutcome.success(TaskResult.storable(ready.value()));
    }
    if (poll instanceof Poll.NotYet<T> notYet) {
      context.log("{}; next poke in {} s", notYet.why(), pokeInterval.toSeconds());
      return new TaskOutcome.Reschedule(pokeInterval, notYet.why());
    }
    return new TaskOutcome.Reschedule(pokeInterval);
  }

  void pokeEvery(Duration interval) {
    pokeInterval = interval;
  }

  void skipInsteadOfFailing() {
    softFail = true;
  }

  @Override
  public Duration pokeInterval() {
    return pokeInterval;
  }

  @Override
  public boolean softFail() {
    return softFail;
  }
}
