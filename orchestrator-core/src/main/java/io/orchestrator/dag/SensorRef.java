package io.orchestrator.dag;

import java.lang.reflect.Type;
import java.time.Duration;

/**
 * A declared sensor. Its {@code timeout} counts from the first poke of a try over all pokes and the
 * waits between them: after it the task fails without a further try. Seven days unless said.
 *
 * @param <T> type of the value that comes with success
 */
public final class SensorRef<T> extends TaskHandle<T, SensorRef<T>> {
  private final SensorTaskBody<?> body;

  SensorRef(TaskDraft draft, Type declared, SensorTaskBody<?> body) {
    super(draft, declared);
    this.body = body;
  }

  @Override
  SensorRef<T> self() {
    return this;
  }

  /** Wait between two pokes, in which no worker is held; unless said the sensor's own. */
  public SensorRef<T> pokeInterval(Duration interval) {
    return set(() -> body.pokeEvery(interval));
  }

  /** A time-out, or a failure for good, skips the task instead of failing it. */
  public SensorRef<T> softFail() {
    return set(() -> body.skipInsteadOfFailing());
  }
}
