package io.orchestrator.operators.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.InvalidDagException;
import io.orchestrator.model.DagProblem;
import io.orchestrator.operator.OperatorProblem;
import io.orchestrator.timetable.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "IFS",
        "ENV",
        "BASH_ENV",
        "PS4",
        "HOME",
        "LD_PRELOAD",
        "LD_AUDIT",
        "DYLD_INSERT_LIBRARIES",
        "GLIBC_TUNABLES",
        "BASH_FUNC_ls%%",
        "PYTHONPATH",
        "PERL5OPT",
        "RUBYOPT",
        "NODE_OPTIONS",
        "JAVA_TOOL_OPTIONS",
        "GIT_SSH_COMMAND",
        "OPENSSL_CONF",
        "TMPDIR"
      })
  void aNameThatShellLoaderOrInterpreterReadsTakesNoTemplate(String name) {
    for (String template : List.of("{{ params.x }}", "a:{{ conf.x }}", "{% if x %}a{% endif %}")) {
      assertThat(BashOperator.of("ls").env(name, template).problems())
          .extracting(OperatorProblem::code)
          .contains("DAG016");
      assertThat(BashSensor.of("ls").env(name, template).problems())
          .extracting(OperatorProblem::code)
          .contains("DAG016");
    }
    assertThat(BashOperator.of("ls").env(name, "/usr/bin").problems())
        .extracting(OperatorProblem::code)
        .doesNotContain("DAG016");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FILE", "MY_PARAM", "PATHS", "LDAP_HOST", "X", "LANG", "AWS_REGION"})
  void anyOtherNameTakesATemplate(String name) {
    assertThat(BashOperator.of("ls").env(name, "{{ params.x }}").problems()).isEmpty();
  }
}
