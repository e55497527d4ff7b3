package io.orchestrator.operators.amazon;

import io.orchestrator.operator.OperatorProblem;
import io.orchestrator.operator.Poll;
import io.orchestrator.operator.Sensor;
import io.orchestrator.operator.TaskContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Waits until an object exists. The result is its address. */
public final class S3KeySensor implements Sensor<String> {
  private static final Pattern EXPRESSIONS = Pattern.compile("\\{[{%#].*?[}%#]}", Pattern.DOTALL);
  private final String address;
  private final String connectionId;
  private final @Nullable Boolean wildcards;

  private S3KeySensor(String address, String connectionId, @Nullable Boolean wildcards) {
    this.address = address;
    this.connectionId = connectionId;
    this.wildcards = wildcards;
  }

  /** Waits for {@code s3://bucket/key}, a template. */
  public static S3KeySensor of(String address) {
    return new S3KeySensor(address, Aws.DEFAULT_CONNECTION, null);
  }

  /** Another connection than {@code aws_default}. */
  public S3KeySensor connection(String id) {
    return new S3KeySensor(address, id, wildcards);
  }

  /**
   * Waits for any object whose key fits, as Airflow's {@code wildcard_match}: {@code *} is any
   * text, slashes included, {@code ?} one character, {@code [abc]} one of these. The result is the
   * address of the first one.
   */
  public S3KeySensor wildcardMatch() {
    return wildcardMatch(true);
  }

  /**
   * @param match false when {@code *}, {@code ?} and {@code [} in the key stand for themselves
   */
  public S3KeySensor wildcardMatch(boolean match) {
    return new S3KeySensor(address, connectionId, match);
  }

  @Override
  public Poll<String> poke(TaskContext context) {
    S3Address at = S3Address.parse(context.rendered("address"));
    var s3 = Aws.s3(context, connectionId);
    if (!Boolean.TRUE.equals(wildcards)) {
      return S3.exists(s3, at)
          ? Poll.ready(at.toString())
          : Poll.notYet("there is no object " + at + " at " + S3Place.endpoint(s3) + " yet");
    }
    KeyPattern pattern = new KeyPattern(at.key());
    Optional<String> found =
        new S3Prefix(s3, new S3Address(at.bucket(), pattern.prefix())).first(pattern::fits);
    return found.isPresent()
        ? Poll.ready(new S3Address(at.bucket(), found.get()).toString())
        : Poll.notYet("no object fits " + at + " at " + S3Place.endpoint(s3) + " yet");
  }

  @Override
  public Map<String, String> templates() {
    return Map.of("address", address);
  }

  @Override
  public List<OperatorProblem> problems() {
    boolean undecided = wildcards == null;
    return undecided && KeyPattern.isWild(EXPRESSIONS.matcher(address).replaceAll(""))
        ? List.of(
            new OperatorProblem(
                "DAG014",
                "S3KeySensor waits for the key \"" + address + "\", which has a wildcard",
                "write .wildcardMatch() to wait for any key that fits, or .wildcardMatch(false) if"
                    + " *, ? and [ are characters of the key"))
        : List.of();
  }
}
