package io.orchestrator.operators.standard;

import static io.orchestrator.testing.DagTestAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.Dag;
import io.orchestrator.testing.DagTestRun;
import io.orchestrator.testing.DagTester;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The way an attempt takes on a worker: task runner, its context, supervised programs. */
class TutorialIT {

  @Test
  void theTutorialRunsAsInAirflow() {
    Dag dag =
        Dag.define(
            "tutorial",
            d -> {
              var date = d.task("print_date", BashOperator.of("date"));
              var sleep =
                  d.task("sleep", BashOperator.of("[ {{ ti.try_number }} = 2 ] || exit 4"))
                      .retries(3)
                      .retryDelay(Duration.ofMinutes(5));
              var templated =
                  d.task(
                      "templated",
                      BashOperator.of(
                          """
                          {% for i in range(5) %}
                              echo "{{ ds }}"
                              echo "{{ macros.ds_add(ds, 7)}}"
                              echo "{{ dag_run.conf['my_param'] }}"
                          {% endfor %}
                          """));
              date.then(sleep);
              date.then(templated);
              templated.then(d.task("skipped", BashOperator.of("exit 99")));
            });

    String evil = "\"; exit 3; $(exit 3)";
    DagTestRun run =
        DagTester.of(dag).logicalDate("2026-01-02").conf(Map.of("my_param", evil)).run();

    assertThat(run)
        .succeeded()
        .task("sleep")
        .hadTries(2)
        .task("templated")
        .succeeded()
        .returned(evil)
        .logged("2026-01-02")
        .logged("2026-01-09")
        .task("skipped")
        .wasSkipped();
    assertThat(run.order()).hasSize(5);
  }
}
