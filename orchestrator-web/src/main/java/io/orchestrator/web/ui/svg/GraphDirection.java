package io.orchestrator.web.ui.svg;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.elk.core.options.Direction;

/** Which way a graph's edges lead. */
public enum GraphDirection {
  TB("↓", "Top to bottom", Direction.DOWN),
  LR("→", "Left to right", Direction.RIGHT),
  BT("↑", "Bottom to top", Direction.UP),
  RL("←", "Right to left", Direction.LEFT);

  private final String arrow;
  private final String words;
  private final Direction elk;

  GraphDirection(String arrow, String words, Direction elk) {
    this.arrow = arrow;
    this.words = words;
    this.elk = elk;
  }

  public String arrow() {
    return arrow;
  }

  public String words() {
    return words;
  }

  Direction elk() {
    return elk;
  }

  /** All of them as they stand in an address; the first is meant where none is. */
  public static List<String> names() {
    return Stream.of(values()).map(Enum::name).toList();
  }
}
