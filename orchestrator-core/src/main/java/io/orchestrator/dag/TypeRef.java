package io.orchestrator.dag;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * Names a generic type where a lambda cannot: {@code new TypeRef<List<Partition>>() {}}. Needed
 * when a task passes on a container of something else than JSON's own types.
 *
 * @param <T> the type
 */
public abstract class TypeRef<T> {
  private final Type type;

  protected TypeRef() {
    if (!(getClass().getGenericSuperclass() instanceof ParameterizedType parent)) {
      throw new IllegalArgumentException("Write new TypeRef<TheType>() {} with the type.");
    }
    this.type = parent.getActualTypeArguments()[0];
  }

  final Type type() {
    return type;
  }
}
