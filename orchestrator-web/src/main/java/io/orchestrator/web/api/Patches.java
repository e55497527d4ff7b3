package io.orchestrator.web.api;

import io.orchestrator.web.refusal.UnreadBody;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads changes by Airflow's rules: with {@code update_mask}, a repeated parameter, only the fields
 * it names change; without it those that the body has, nulls included.
 */
@Component
record Patches(JsonMapper json) {
  static final String MASK = "update_mask";

  /**
   * @throws ApiException 400 for an unknown name in the mask, 422 for one in the body
   */
  <T extends Record> Patch<T> read(ObjectNode body, Class<T> type, HttpServletRequest request) {
    Set<String> changed = new HashSet<>(body.propertyNames());
    List<String> mask = new ListParameters(request).all(MASK);
    if (!mask.isEmpty()) {
      requireKnown(
          mask,
          Arrays.stream(type.getRecordComponents())
              .map(Patches::wireName)
              .collect(Collectors.toCollection(TreeSet::new)));
      changed.retainAll(mask);
    }
    return new Patch<>(parse(body, type), changed);
  }

  /** Refuses a body that is about another thing than the path. */
  static void requireSame(String field, @Nullable String given, String path) {
    if (given != null && !given.equals(path)) {
      throw ApiException.badRequest(
          "other_id",
          ("%s is \"%s\" in the body and \"%s\" in the path. Nothing was changed. A %s stays"
                  + " what it is; leave it out of the body.")
              .formatted(field, given, path, field));
    }
  }

  /** There are no teams here: a body may say so, and no more. */
  static void refuseTeam(@Nullable String teamName) {
    if (teamName != null) {
      throw ApiException.badRequest(
          "no_teams", "This server has no teams. Nothing was changed. Leave team_name out.");
    }
  }

  /**
   * @throws ApiException 400 for a name in the mask that is not known
   */
  static void requireKnown(List<String> mask, SortedSet<String> known) {
    for (String name : mask) {
      if (!known.contains(name)) {
        throw ApiException.badRequest(
            "unknown_field",
            "update_mask names \"%s\". Nothing was changed. It may name %s."
                .formatted(name, String.join(", ", known)));
      }
    }
  }

  private static String wireName(RecordComponent field) {
    return field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private <T> T parse(ObjectNode body, Class<T> type) {
    try {
      return json.treeToValue(body, type);
    } catch (JacksonException e) {
      throw ApiException.invalid(UnreadBody.finding(e));
    }
  }
}
