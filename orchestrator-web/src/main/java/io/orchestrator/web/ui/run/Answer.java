package io.orchestrator.web.ui.run;

import io.orchestrator.scheduler.OrderedBy;
import io.orchestrator.web.ui.shell.UndoOffer;
import io.orchestrator.web.ui.text.Links;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.util.MultiValueMap;

/**
 * What a person answered to a question about task instances.
 *
 * @param shown the instances that were ticked, or shown without ticks
 * @param back where the person goes on
 */
record Answer(OrderedBy by, Set<UUID> shown, String back) {

  /**
   * @throws IllegalArgumentException when an id is none
   */
  static Answer of(MultiValueMap<String, String> fields, OrderIds ids, String user) {
    Set<UUID> shown = new HashSet<>();
    for (String field : List.of("t", "ids")) {
      fields.getOrDefault(field, List.of()).stream()
          .flatMap(text -> Arrays.stream(text.split(" ")))
          .filter(id -> !id.isBlank())
          .map(UUID::fromString)
          .forEach(shown::add);
    }
    String back = fields.getFirst("back");
    return new Answer(OrderedBy.seen(user, ids.next(), shown), shown, back == null ? "" : back);
  }

  /** How the order is taken back. */
  UndoOffer undo(String dagId, String runId, String back) {
    return new UndoOffer(
        Links.run(dagId, runId) + "/undo",
        Map.of("order", String.valueOf(by.undo()), "back", back));
  }
}
