package io.orchestrator.web.ui.run;

import io.orchestrator.scheduler.OrderedBy;
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

  /**
   * What is sent along to take the order back.
   *
   * @param runs how many it was about
   */
  Map<String, String> undo(int runs, String back) {
    return Map.of("order", String.valueOf(by.undo()), "runs", String.valueOf(runs), "back", back);
  }
}
