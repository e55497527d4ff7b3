package io.orchestrator.operators.amazon;

import io.orchestrator.operator.Operator;
import io.orchestrator.operator.TaskContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One S3 call as a task. Made by {@link S3}; every text is a template.
 *
 * @param <T> type of the result
 */
public final class S3Operator<T> implements Operator<T> {
  private final String name;
  private final String connectionId;
  private final Map<String, String> fields;
  private final Call<T> call;

  /** The work, with the fields rendered. */
  interface Call<T> {
    @Nullable T run(S3Client s3, Fields fields, TaskContext context) throws Exception;
  }

  /** Rendered template fields. */
  record Fields(TaskContext context) {
    String text(String field) {
      return context.rendered(field);
    }

    S3Address address(String field) {
      return S3Address.parse(text(field));
    }
  }

  S3Operator(String name, Map<String, String> fields, Call<T> call) {
    this(name, Aws.DEFAULT_CONNECTION, fields, call);
  }

  private S3Operator(String name, String connectionId, Map<String, String> fields, Call<T> call) {
    this.name = name;
    this.connectionId = connectionId;
    this.fields = new LinkedHashMap<>(fields);
    this.call = call;
  }

  /** The same call by another connection than {@code aws_default}. */
  public S3Operator<T> connection(String id) {
    return new S3Operator<>(name, id, fields, call);
  }

  @Override
  public @Nullable T execute(TaskContext context) throws Exception {
    return call.run(Aws.s3(context, connectionId), new Fields(context), context);
  }

  @Override
  public Map<String, String> templates() {
    return fields;
  }

  @Override
  public String operatorName() {
    return name;
  }
}
