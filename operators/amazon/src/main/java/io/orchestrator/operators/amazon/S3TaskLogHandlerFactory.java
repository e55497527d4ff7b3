package io.orchestrator.operators.amazon;

import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogHandlerFactory;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Task logs at {@code s3://bucket/prefix}. Without keys, the SDK's default chain is used. */
public final class S3TaskLogHandlerFactory implements TaskLogHandlerFactory {
  @Override
  public String scheme() {
    return "s3";
  }

  @Override
  public TaskLogHandler create(URI location, Map<String, String> settings) {
    Optional<AwsSettings.Keys> keys =
        value(settings, "access-key")
            .flatMap(
                a ->
                    value(settings, "secret-key")
                        .map(s -> new AwsSettings.Keys(a, s, Optional.empty())));
    Map<String, URI> endpoints =
        value(settings, "endpoint").map(e -> Map.of("s3", URI.create(e))).orElse(Map.of());
    String region = value(settings, "region").orElse("us-east-1");
    return new S3TaskLogHandler(
        new AwsSettings(region, keys, endpoints).s3(),
        S3Address.parse("s3:" + location.getSchemeSpecificPart()),
        value(settings, "encryption").map(S3TaskLogHandlerFactory::encryption));
  }

  private static ServerSideEncryption encryption(String text) {
    ServerSideEncryption encryption = ServerSideEncryption.fromValue(text);
    if (encryption == ServerSideEncryption.UNKNOWN_TO_SDK_VERSION) {
      throw new IllegalArgumentException(
          "Task logs cannot be encrypted with \"" + text + "\". Write AES256 or aws:kms.");
    }
    return encryption;
  }

  private static Optional<String> value(Map<String, String> settings, String name) {
    return Optional.ofNullable(settings.get(name)).filter(v -> !v.isBlank());
  }
}
