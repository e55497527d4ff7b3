package io.orchestrator.web.administration;

import io.orchestrator.administration.Problem;
import io.orchestrator.connection.SecretNames;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The extra of a connection as people write it: the text of a JSON object in which a mask stands
 * for each secret that stays as it is.
 */
public final class ExtraText {
  private static final TypeReference<@Nullable Map<String, Object>> OBJECT =
      new TypeReference<>() {};

  private ExtraText() {}

  /**
   * What was meant by a text; the empty text means no members.
   *
   * @param stored the members that the masks stand for
   * @param unread gets what is wrong with the text
   */
  public static Map<String, Object> read(
      @Nullable String text, Map<String, Object> stored, String mask, List<Problem> unread) {
    Map<String, Object> given = object(text == null || text.isBlank() ? "{}" : text);
    if (given == null) {
      unread.add(
          new Problem("extra", "Extra is the text of a JSON object, as {\"region_name\": \"x\"}."));
      return Map.of();
    }
    Map<String, Object> meant = SecretNames.unmasked(given, stored, mask);
    if (SecretNames.holds(meant, mask)) {
      unread.add(
          new Problem("extra", mask + " stands where no secret is stored: name the secret there."));
    }
    return meant;
  }

  private static @Nullable Map<String, Object> object(String text) {
    try {
      return JsonMapper.shared().readValue(text, OBJECT);
    } catch (JacksonException notAnObject) {
      return null;
    }
  }
}
