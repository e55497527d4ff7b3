package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Names its DAG. */
interface OfDag extends Body {
  String dagId();

  @JsonProperty
  default String dagDisplayName() {
    return dagId();
  }
}
