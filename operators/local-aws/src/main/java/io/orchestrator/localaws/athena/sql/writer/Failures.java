package io.orchestrator.localaws.athena.sql.writer;

import io.orchestrator.localaws.athena.error.QueryFailedException;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;

/** Failures with a place, in the words of Trino. */
public final class Failures {
  private static final NodeLocation START = new NodeLocation(1, 1);

  private Failures() {}

  public static QueryFailedException at(Node node, String code, String message) {
    return at(node.getLocation().orElse(START), code, message);
  }

  public static QueryFailedException at(NodeLocation place, String code, String message) {
    return QueryFailedException.at(code, place.getLineNumber(), place.getColumnNumber(), message);
  }

  public static QueryFailedException unsupported(Node node, String what) {
    return at(node, "NOT_SUPPORTED", what + " is not supported by local Athena");
  }
}
