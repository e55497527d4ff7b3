package io.orchestrator.dag;

import java.lang.reflect.Type;
import java.time.Duration;

/**
 * A declared sensor. Set its poking first, then what every task has.
 *
 * @param <T> type of the value that comes with success
 */
public final class SensorRef<T> extends TaskRef<T> {
  private final SensorTaskBody<?> body;

  SensorRef(TaskDraft draft, Type declared, SensorTaskBody<?> body) {
    super(draft, declared);
    this.body = body;
  }

  /** Wait between pokes; the worker is free meanwhile. */
  public SensorRef<T> pokeInterval(Duration interval) {
    touch();
    body.setPokeInterval(interval);
    return this;
  }

  /** Total wait after which the task fails, without a further try. */
  public SensorRef<T> pokeTimeout(Duration timeout) {
    touch();
    body.setTimeout(timeout);
    return this;
  }

  /** A time-out skips the task instead of failing it. */
  public SensorRef<T> softFail() {
    touch();
    body.setSoftFail(true);
    return this;
  }
}
