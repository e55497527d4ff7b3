package io.orchestrator.web.ui.shell;

import io.orchestrator.scheduler.Undo;
import io.orchestrator.timetable.Durations;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Offers to undo orders, for as long as the setting says. */
@Component
public final class UndoOffers {
  private final Undo undo;

  UndoOffers(Undo undo) {
    this.undo = undo;
  }

  /**
   * @param action where it is posted
   * @param fields what is sent along
   */
  public UndoOffer of(String action, Map<String, String> fields) {
    return new UndoOffer(action, fields, undo.offered().toSeconds());
  }

  /** {@code You can undo it for 10 s}, without a stop. */
  public String promise() {
    return "You can undo it for " + time();
  }

  /** Why an offer that is taken now changes nothing. */
  public String tooLate() {
    return "Too late to undo: more than "
        + time()
        + " have passed, or another order followed. Nothing was changed.";
  }

  private String time() {
    return Durations.text(undo.offered());
  }
}
