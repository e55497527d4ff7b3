package io.orchestrator.operators.amazon;

import io.orchestrator.operator.Poll;
import io.orchestrator.operator.Sensor;
import io.orchestrator.operator.TaskContext;
import java.time.Duration;
import java.util.Map;

/** Waits until an object exists. The result is its address. */
public final class S3KeySensor implements Sensor<String> {
  private final String address;
  private final String connectionId;
  private final Duration interval;
  private final Duration timeout;

  private S3KeySensor(String address, String connectionId, Duration interval, Duration timeout) {
    this.address = address;
    this.connectionId = connectionId;
    this.interval = interval;
    this.timeout = timeout;
  }

  /** Waits for {@code s3://bucket/key}, a template; a minute between looks, a week at most. */
  public static S3KeySensor of(String address) {
    return new S3KeySensor(
        address, Aws.DEFAULT_CONNECTION, Duration.ofMinutes(1), Duration.ofDays(7));
  }

  public S3KeySensor connection(String id) {
    return new S3KeySensor(address, id, interval, timeout);
  }

  public S3KeySensor every(Duration pause) {
    return new S3KeySensor(address, connectionId, pause, timeout);
  }

  public S3KeySensor timeout(Duration most) {
    return new S3KeySensor(address, connectionId, interval, most);
  }

  @Override
  public Poll<String> poke(TaskContext context) {
    S3Address at = S3Address.parse(context.rendered("address"));
    return S3.exists(Aws.s3(context, connectionId), at)
        ? Poll.ready(at.toString())
        : Poll.notYet("there is no object " + at + " yet");
  }

  @Override
  public Map<String, String> templates() {
    return Map.of("address", address);
  }

  @Override
  public Duration pokeInterval() {
    return interval;
  }

  @Override
  public Duration timeout() {
    return timeout;
  }
}
