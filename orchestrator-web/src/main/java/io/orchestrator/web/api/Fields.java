package io.orchestrator.web.api;

import io.orchestrator.web.refusal.Finding.Place;
import io.orchestrator.web.refusal.UnreadBody;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a change by its fields. A field that changes to null goes back to what it is without;
 * what is made anew changes from nothing.
 */
final class Fields {
  private final JsonMapper json;
  private final ObjectNode body;
  private final Set<String> changed;

  /**
   * @param known names that the body may have
   * @param mask names of those that change; all that the body has when it is empty
   * @throws ApiException 400 for an unknown name in the mask, 422 for one in the body
   */
  Fields(JsonMapper json, ObjectNode body, Collection<String> known, List<String> mask) {
    this.json = json;
    this.body = body;
    this.changed = new HashSet<>(body.propertyNames());
    Patches.requireKnown(mask, new TreeSet<>(known));
    for (String name : changed) {
      if (!known.contains(name)) {
        throw ApiException.invalid(
            Place.BODY.finding(
                "extra_forbidden",
                "There is no field \"" + name + "\". Nothing was changed.",
                name));
      }
    }
    if (!mask.isEmpty()) {
      changed.retainAll(mask);
    }
  }

  boolean changes(String field) {
    return changed.contains(field);
  }

  /** What the body has, whether it changes or not. */
  <V> @Nullable V given(String field, Class<V> type) {
    JsonNode value = body.get(field);
    try {
      return value == null || value.isNull() ? null : json.treeToValue(value, type);
    } catch (JacksonException e) {
      throw ApiException.invalid(UnreadBody.finding(e, field));
    }
  }

  /** What the field is afterwards. */
  <V> @Nullable V after(String field, Class<V> type, @Nullable V before) {
    return changes(field) ? given(field, type) : before;
  }

  @Nullable String text(String field, @Nullable String before) {
    return after(field, String.class, before);
  }
}
