package io.orchestrator.web.bench.chaos;

/** A promise that was not kept. */
public record Violation(String promise, String story) {
  @Override
  public String toString() {
    return promise + ": " + story;
  }
}
