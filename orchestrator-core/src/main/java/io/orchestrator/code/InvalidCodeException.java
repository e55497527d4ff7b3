package io.orchestrator.code;

import io.orchestrator.loader.protocol.ImportFinding;
import java.util.List;
import java.util.stream.Collectors;

/** Code that gives no valid DAG, with everything that is wrong with it. */
public final class InvalidCodeException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient List<ImportFinding> findings;

  public InvalidCodeException(List<ImportFinding> findings) {
    super(findings.stream().map(ImportFinding::message).collect(Collectors.joining("\n\n")));
    this.findings = List.copyOf(findings);
  }

  public List<ImportFinding> findings() {
    return findings;
  }
}
