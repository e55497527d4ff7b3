package io.orchestrator.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.code.LoadedCode;
import io.orchestrator.model.CodeKind;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void itsDagIsOneThatLoadsAndRunsUnpaused() throws Exception {
    try (LoadedCode code =
        LoadedCode.load(CodeKind.JAVA_SOURCE, "Rehearsal.java", Rehearsal.SOURCE)) {
      assertThat(code.dags()).containsOnlyKeys("rehearsal");
      assertThat(code.dags().values())
          .allSatisfy(dag -> assertThat(dag.model().pausedAtCreation()).isFalse());
    }
  }
}
