package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Something of Airflow's, in its names. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
interface Body {
  /** Airflow's fields for what this product does not have: always null. */
  @JsonAnyGetter
  default Map<String, @Nullable Object> absent() {
    return Map.of();
  }

  /** Null under each of the names. */
  static Map<String, @Nullable Object> nulls(String... names) {
    Map<String, @Nullable Object> nulls = new LinkedHashMap<>();
    Arrays.stream(names).forEach(name -> nulls.put(name, null));
    return Collections.unmodifiableMap(nulls);
  }
}
