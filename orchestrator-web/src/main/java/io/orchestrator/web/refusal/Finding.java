package io.orchestrator.web.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One thing that is wrong with a request, as FastAPI tells it, which Airflow is made with.
 *
 * @param type a stable word for the kind of fault, such as {@code int_parsing}
 * @param loc the place, then the field's name and what leads to a value inside of it
 * @param msg a sentence for people
 */
public record Finding(String type, List<Object> loc, String msg) {

  public Finding {
    loc = List.copyOf(loc);
  }

  /** A part of a request. */
  public enum Place {
    PATH,
    QUERY,
    BODY;

    /** A value that is not allowed, for a reason that only the sentence tells. */
    public Finding refuses(String field, String message) {
      return finding("value_error", message, field);
    }

    /**
     * @param within names and indexes that lead to the value; none for the place as a whole
     */
    public Finding finding(String type, String message, Object... within) {
      List<Object> loc = new ArrayList<>(List.of(within));
      loc.add(0, name().toLowerCase(Locale.ROOT));
      return new Finding(type, loc, message);
    }
  }
}
