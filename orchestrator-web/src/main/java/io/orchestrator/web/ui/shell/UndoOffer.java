package io.orchestrator.web.ui.shell;

import java.io.Serializable;
import java.util.Map;

/**
 * A form that takes the last action back.
 *
 * @param action where it is posted
 * @param fields what is sent along
 * @param seconds for how long it is offered
 */
public record UndoOffer(String action, Map<String, String> fields, long seconds)
    implements Serializable {
  public UndoOffer {
    fields = Map.copyOf(fields);
  }
}
