package io.orchestrator.web.ui.parts;

import io.orchestrator.web.ui.text.StateView;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A question before something is changed: what exactly will change, and a button that says so.
 *
 * @param rows the whole list; nothing else is changed
 */
public record ConfirmView(
    String title,
    Form form,
    List<Switches> switches,
    List<Row> rows,
    Words words,
    @Nullable Note note) {
  /** Rows up to this number can be ticked one by one. */
  public static final int MOST_TICKS = 500;

  /** The field of the button that changes nothing and shows the list anew. */
  public static final String LOOK = "look";

  /**
   * How it is answered.
   *
   * @param action address of page and answer
   * @param back where it leads when nothing is to be changed
   * @param hidden what the page was asked, to be sent along
   */
  public record Form(String action, String back, Map<String, String> hidden, Button button) {
    public Form {
      hidden = Map.copyOf(hidden);
    }
  }

  /**
   * The button.
   *
   * @param text verb and count
   * @param counted the text with {@code {n}} for the number of ticked rows and {@code {runs}} for
   *     that of their runs; null when none can be ticked
   * @param danger whether it deletes
   * @param typed the name to be typed before; null when none is asked for
   */
  public record Button(
      String text, @Nullable String counted, boolean danger, @Nullable Typed typed) {
    public static Button of(String text) {
      return new Button(text, null, false, null);
    }
  }

  /** A name that is typed to confirm; {@code error} is what is wrong with what was typed. */
  public record Typed(String name, @Nullable String error) {}

  /** What may be chosen: one of several by {@code radio}, any of them by {@code checkbox}. */
  public record Switches(String legend, String type, List<Switch> list) {}

  /**
   * What may be taken along or left out, or what becomes of it all.
   *
   * @param more how the list changes with it, before it is ticked
   */
  public record Switch(String name, String value, String text, String more, boolean on) {}

  /**
   * What the person may write down beside it.
   *
   * @param text what stands there
   * @param hint what becomes of it; empty when the label says enough
   */
  public record Note(String label, String text, String hint) {}

  /**
   * One thing that changes.
   *
   * @param id sent back when it is ticked; empty when it cannot be left out
   * @param where the run it is in, when the list is about several; empty otherwise
   * @param change what becomes of it
   */
  public record Row(String id, StateView state, String where, String name, String change) {}

  /**
   * What is said around the list.
   *
   * @param figure how much is changed
   * @param problem why the last answer changed nothing
   */
  public record Words(String figure, List<String> say, @Nullable String problem) {}

  public ConfirmView with(String problem) {
    return new ConfirmView(
        title, form, switches, rows, new Words(words.figure, words.say, problem), note);
  }

  /** The groups of switches that have any. */
  public List<Switches> choices() {
    return switches.stream().filter(group -> !group.list.isEmpty()).toList();
  }

  /** Whether rows can be ticked. */
  public boolean ticks() {
    return form.button.counted != null && rows.size() <= MOST_TICKS;
  }

  /** All ids in one field, where there are too many to tick. */
  public String ids() {
    return rows.stream().map(Row::id).collect(Collectors.joining(" "));
  }
}
