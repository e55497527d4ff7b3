package io.orchestrator.examples;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagDefinition;
import io.orchestrator.operators.standard.BashOperator;
import io.orchestrator.timetable.Schedule;
import java.time.Duration;

/** The first DAG everybody meets: three shell commands, one after which two others run. */
public class TutorialDag implements DagDefinition {

  /** Values a person may change when starting a run. The names become a form. */
  public record Params(String my_param) {}

  @Override
  public Dag define() {
    return Dag.define(
        "tutorial",
        d -> {
          d.description("Three shell commands: the smallest DAG with everything in it.");
          d.doc(DOC);
          // A run each midnight. catchup(false) is the default: switching the DAG on makes one run
          // for the last midnight, not one for each day since the start date.
          d.schedule(Schedule.daily()).start("2015-06-01").catchup(false).pausedAtCreation(false);
          d.tags("example", "bash");
          d.defaults(task -> task.retries(1).retryDelay(Duration.ofMinutes(5)));
          d.params(new Params("Parameter I passed in"));

          var printDate = d.task("print_date", BashOperator.of("date"));

          // Settings of one task win over the defaults above.
          var sleep = d.task("sleep", BashOperator.of("sleep 5")).retries(3);

          // Double braces are templates, with Airflow's names. What a person typed reaches the
          // command through the environment, as data: it is never pasted into the command's text.
          var templated =
              d.task(
                  "templated",
                  BashOperator.of(
                          """
                          for i in 1 2 3 4 5; do
                            echo "{{ ds }}"
                            echo "{{ macros.ds_add(ds, 7) }}"
                            printf '%s\\n' "$MY_PARAM"
                          done
                          """)
                      .env("MY_PARAM", "{{ params.my_param }}"));

          printDate.then(sleep, templated);
        });
  }

  private static final String DOC =
      """
      ### Tutorial

      `print_date` runs first, then `sleep` and `templated` side by side.

      * Open a task and read its **log**: it is the output of the command.
      * **Trigger** a run and give `my_param` another value; `templated` prints it.
      * **Clear** a task to run it again.

      `templated` prints, five times, the date the run is for, the date a week later, and `my_param`.
      """;
}
