package io.orchestrator.store;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which values attributes may have, as they are stored. An attribute without values does not
 * filter.
 *
 * @param <A> the attributes
 */
public record AnyOf<A extends Enum<A>>(Map<A, List<?>> values) {
  public AnyOf {
    values = Map.copyOf(values);
  }

  /** The same with other values of one attribute; empty for any. */
  public AnyOf<A> with(A attribute, Collection<?> wanted) {
    Map<A, List<?>> changed = new EnumMap<>(attribute.getDeclaringClass());
    changed.putAll(values);
    changed.put(attribute, List.copyOf(wanted));
    return new AnyOf<>(changed);
  }

  /** Empty for any. */
  public List<?> of(A attribute) {
    return values.getOrDefault(attribute, List.of());
  }
}
