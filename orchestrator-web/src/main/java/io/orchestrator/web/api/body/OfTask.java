package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Names its task. */
interface OfTask extends Body {
  String taskId();

  @JsonProperty
  default String taskDisplayName() {
    return taskId();
  }
}
