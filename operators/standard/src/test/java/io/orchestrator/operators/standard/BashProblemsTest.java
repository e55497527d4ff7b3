package io.orchestrator.operators.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.InvalidDagException;
import io.orchestrator.model.DagProblem;
import io.orchestrator.timetable.Schedule;
import org.junit.jupiter.api.Test;

/** Bash commands with problems, in a definition that has others. */
class BashProblemsTest {
  @Test
  void everyUnsafeCommandOfADagIsReportedWithEverythingElse() {
    InvalidDagException refused =
        catchThrowableOfType(
            InvalidDagException.class,
            () ->
                Dag.define(
                    "etl",
                    d -> {
                      d.schedule(Schedule.cron("0 25 * * *"));
                      d.task("find", BashOperator.of("grep '{{ params.a }}' f").env("1A", "x"));
                      d.sensor("wait", BashSensor.of("test {{ params.b"));
                      d.empty("load").after("wiat");
                    }));

    assertThat(refused.problems())
        .extracting(DagProblem::code)
        .contains("DAG005", "DAG016", "DAG014", "DAG016", "DAG004");
    assertThat(refused.problems())
        .extracting(DagProblem::message)
        .anyMatch(text -> text.startsWith("task \"find\": the bash command cannot be made safe"))
        .anyMatch(text -> text.startsWith("task \"wait\": the bash command cannot be followed"))
        .contains("task \"find\": \"1A\" is no name of an environment variable");
  }
}
