package io.orchestrator.testing;

import io.orchestrator.operator.SensorBody;
import io.orchestrator.operator.TaskBody;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskOutcome;
import java.time.Duration;

/** Fails the first tries of every run, then does what the body does. */
class FailingBody implements TaskBody {
  private final TaskBody body;
  private final int times;
  private final Exception failure;

  private FailingBody(TaskBody body, int times, Exception failure) {
    this.body = body;
    this.times = times;
    this.failure = failure;
  }

  static TaskBody of(TaskBody body, int times, Exception failure) {
    return body instanceof SensorBody sensor
        ? new OfSensor(sensor, times, failure)
        : new FailingBody(body, times, failure);
  }

  @Override
  public TaskOutcome run(TaskContext context) throws Exception {
    if (context.tryNumber() <= times) {
      throw failure;
    }
    return body.run(context);
  }

  @Override
  public void onKill(TaskContext context) {
    body.onKill(context);
  }

  /** Pokes as the sensor does. */
  private static final class OfSensor extends FailingBody implements SensorBody {
    private final SensorBody sensor;

    OfSensor(SensorBody sensor, int times, Exception failure) {
      super(sensor, times, failure);
      this.sensor = sensor;
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
