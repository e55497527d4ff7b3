package io.orchestrator.web.ui.now;

import io.orchestrator.web.ui.parts.LedeView;
import io.orchestrator.web.ui.text.StateView;
import java.util.List;

/** What is going on and what comes next. */
public record NowView(
    LedeView lede,
    List<Tally> tally,
    List<Failure> failures,
    List<Running> running,
    List<Next> next,
    Health health,
    int problems) {
  /** What work runs in and on, and what of it is left alone for now, with the reasons. */
  public record Health(List<Pool> pools, List<Member> members, List<String> troubles) {}

  /** Runs of a state in the last day. */
  public record Tally(StateView state, String count, boolean zero, String href) {}

  /** Failures that said the same. */
  public record Failure(
      String reason, String href, String where, String count, String first, String last) {}

  /** A running run. */
  public record Running(
      String dagId, String title, String href, String percent, String tasks, String took) {}

  /** A run to come. */
  public record Next(String dagId, String href, String at, String in) {}

  /** A pool's use. */
  public record Pool(String name, String text, String percent, String css) {}

  /** A process of this installation. */
  public record Member(String name, String css, String text) {}
}
