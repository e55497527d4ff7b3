package io.orchestrator.web.ui.shell;

import io.orchestrator.scheduler.Undo;
import java.io.Serializable;
import java.util.Map;

/**
 * A form that takes the last action back.
 *
 * @param action where it is posted
 * @param fields what is sent along
 */
public record UndoOffer(String action, Map<String, String> fields) implements Serializable {
  public UndoOffer {
    fields = Map.copyOf(fields);
  }

  /** For how long it is offered. */
  public long seconds() {
    return Undo.OFFERED.toSeconds();
  }
}
