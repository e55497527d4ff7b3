package io.orchestrator.violations.web.api;

import io.orchestrator.run.DagRun;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.RestController;

/** Breaks: controllers return bodies and views only. */
@RestController
public final class ReturnsARun {
  /** Hides a run in a body in a list. */
  public record Body(Optional<DagRun> run) {}

  List<Body> runs() {
    return List.of();
  }
}
