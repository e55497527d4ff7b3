package io.orchestrator.operators.amazon;

import io.orchestrator.operator.Poll;
import io.orchestrator.operator.Sensor;
import io.orchestrator.operator.TaskContext;
import java.util.Map;

/** Waits until an object exists. The result is its address. */
public final class S3KeySensor implements Sensor<String> {
  private final String address;
  private final String connectionId;

  private S3KeySensor(String address, String connectionId) {
    this.address = address;
    this.connectionId = connectionId;
  }

  /** Waits for {@code s3://bucket/key}, a template. */
  public static S3KeySensor of(String address) {
    return new S3KeySensor(address, Aws.DEFAULT_CONNECTION);
  }

  /** Another connection than {@code aws_default}. */
  public S3KeySensor connection(String id) {
    return new S3KeySensor(address, id);
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
}
