package io.orchestrator.web.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of a thing there is. A field that changes to null goes back to what it is without.
 *
 * @param body all that came, also what the mask leaves alone
 * @param changed names of the fields that change
 */
record Patch<T extends Record>(T body, Set<String> changed) {
  Patch {
    changed = Set.copyOf(changed);
  }

  boolean changes(String field) {
    return changed.contains(field);
  }

  /** What the field is afterwards. */
  <V> @Nullable V after(String field, @Nullable V given, @Nullable V before) {
    return changes(field) ? given : before;
  }
}
