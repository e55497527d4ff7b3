package io.orchestrator.web.ui.text;

import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskState;

/**
 * A state on a page: glyph and word always together.
 *
 * @param css its class and the name of its glyph ({@code s-…})
 * @param word Airflow's word, in sentence case
 */
public record StateView(String css, String word) {

  public static StateView of(TaskState state) {
    return new StateView(state.wireName(), word(state));
  }

  public static StateView of(RunState state) {
    return new StateView(state.wireName(), sentence(state.wireName()));
  }

  public String glyph() {
    return "/img/icons.svg#s-" + css;
  }

  private static String word(TaskState state) {
    return state == TaskState.NONE ? "Not started" : sentence(state.wireName());
  }

  private static String sentence(String wireName) {
    String words = wireName.replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
