package io.orchestrator.model;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON that gives back what it was given: decimals to their last digit, times with their offset and
 * zone. Everything that carries params, conf or XComs reads and writes with it.
 */
public final class ExactJson {
  private ExactJson() {}

  /** For a mapper with settings of its own. */
  public static JsonMapper.Builder builder() {
    return exact(JsonMapper.builder());
  }

  /** Makes a mapper exact that others have begun. */
  public static JsonMapper.Builder exact(JsonMapper.Builder mapper) {
    return mapper
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .disable(DateTimeFeature.WRITE_DATES_WITH_CONTEXT_TIME_ZONE)
        .disable(DateTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID)
        .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
        // A java.util.Date would make 2 March of 31 February.
        .defaultLeniency(false);
  }
}
