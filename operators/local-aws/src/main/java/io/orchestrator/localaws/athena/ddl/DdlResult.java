package io.orchestrator.localaws.athena.ddl;

import java.util.List;

/**
 * What a statement says.
 *
 * @param column the name of its one column
 * @param lines one row each
 */
public record DdlResult(String column, List<String> lines) {
  static final DdlResult NOTHING = new DdlResult("result", List.of());

  public DdlResult {
    lines = List.copyOf(lines);
  }
}
