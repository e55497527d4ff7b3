package io.orchestrator.operators.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.operator.Operator;
import io.orchestrator.operator.Poll;
import io.orchestrator.operator.TaskFailedException;
import io.orchestrator.operator.TaskSkippedException;
import io.orchestrator.testkit.FakeTaskContext;
import io.orchestrator.worker.process.ProcessSupervisor;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BashOperatorIT {
  private final Path folder;
  private final ProcessSupervisor supervisor;
  private final FakeTaskContext context = new FakeTaskContext();

  BashOperatorIT(@TempDir Path folder) {
    this.folder = folder;
    this.supervisor = ProcessSupervisor.start(folder.resolve("spool"), Clock.systemUTC());
    context.launcher = supervisor.launcher("dag/run/task/1");
  }

  @AfterEach
  void close() {
    supervisor.close();
  }

  private String run(Operator<String> operator) throws Exception {
    context.templates = operator.templates();
    return String.valueOf(operator.execute(context));
  }

  @Test
  void theTutorialPrintsWhatAirflowPrints() throws Exception {
    context.params = Map.of("my_param", "Parameter I passed in");
    String last =
        run(
            BashOperator.of(
                """
                {% for i in range(5) %}
                    echo "{{ ds }}"
                    echo "{{ macros.ds_add(ds, 7)}}"
                    echo "{{ params.my_param }}"
                {% endfor %}
                """));

    assertThat(last).isEqualTo("Parameter I passed in");
    assertThat(context.lines)
        .hasSize(16)
        .startsWith("2026-01-02", "2026-01-09", "Parameter I passed in", "2026-01-02")
        .endsWith("Command exited with code 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"; touch W #",
        "$(touch W)",
        "`touch W`",
        "a\ntouch W\n",
        "x | touch W",
        "'\"'\"'; touch W; '",
        "end\\",
        "* ~ $HOME ${PATH}",
        "a[$(touch W)]",
        "\u0001" + "0:JCh0b3VjaCBXKQ==\u0002",
        "{{ ds }}",
        "grün  zwei"
      })
  void aValueStaysDataWhateverItContains(String value) throws Exception {
    context.params = Map.of("x", value);
    context.conf = Map.of("x", value);
    context.runId = value;
    context.variables = Map.of("x", value);
    context.xcoms = Map.of("a/return_value", value);
    run(
        BashOperator.of(
                """
                printf '%s\\0' {{ params.x }} "{{ conf.x }}" {{ dag_run.conf['x'] }} "$E" >> out
                printf '%s\\0' "{{ run_id }}" {{ var.value.x }} "$(echo "{{ xcom('a') }}."; )" >> out
                # a comment with {{ params.x }}
                """)
            .env("E", "{{ params.x }}")
            .workingDirectory(folder.toString()));

    String dot = value + ".";
    // Rendering drops one line end at the end of a whole template; the shell, those of $( ).
    String asWhole = value.replaceFirst("\n$", "");
    assertThat(Files.readString(folder.resolve("out")).split("\0"))
        .containsExactly(value, value, value, asWhole, value, value, dot);
    assertThat(folder.resolve("W")).doesNotExist();
  }

  @Test
  void numbersOfTheRunAreComparedBareAndQuoted() throws Exception {
    context.params = Map.of("n", 7);
    assertThat(
            run(
                BashOperator.of(
                    """
                    [ {{ ti.try_number }} = 1 ] && echo first
                    [ {{ params.n }} -gt 3 ] && [ "{{ params.n }}" = 7 ] && echo "$(( 1 + 1 ))"
                    """)))
        .isEqualTo("2");
    assertThat(context.lines).startsWith("first", "2");
  }

  @Test
  void aSignalFailsTheTask() {
    assertThatThrownBy(() -> run(BashOperator.of("kill -9 $$")))
        .isInstanceOf(BashFailedException.class)
        .hasMessageContaining("exit code 137");
  }

  @Test
  void codeInANumberIsNotRun() {
    context.params = Map.of("x", "a[$(touch W)]");
    BashOperator fromEnvironment =
        BashOperator.of("touch V; (( n = N + 1 ))")
            .env("N", "{{ params.x }}")
            .workingDirectory(folder.toString());
    assertThatThrownBy(() -> run(fromEnvironment)).hasMessageContaining("Nothing was run");
    assertThat(folder.resolve("V")).doesNotExist();
    assertThat(folder.resolve("W")).doesNotExist();
  }

  @Test
  void theResultIsTheLastLine() throws Exception {
    assertThat(run(BashOperator.of("echo a; echo 'b  '; printf '' "))).isEqualTo("b");
    assertThat(run(BashOperator.of("true"))).isEmpty();
  }

  @Test
  void aFailureInTheMiddleDoesNotStopTheScript() throws Exception {
    assertThat(run(BashOperator.of("false\necho on"))).isEqualTo("on");
    assertThatThrownBy(() -> run(BashOperator.of("set -e\nfalse\necho on")))
        .isInstanceOf(BashFailedException.class)
        .hasMessage("Bash command failed. The command returned a non-zero exit code 1.");
  }

  @Test
  void exitCodesSkipOrFail() {
    assertThatThrownBy(() -> run(BashOperator.of("exit 99")))
        .isInstanceOf(TaskSkippedException.class)
        .hasMessage("Bash command returned exit code 99, which means skip.");
    assertThatThrownBy(() -> run(BashOperator.of("exit 3").skipOnExitCode(2, 3)))
        .isInstanceOf(TaskSkippedException.class);
    assertThatThrownBy(() -> run(BashOperator.of("exit 99").skipOnExitCode()))
        .isInstanceOf(BashFailedException.class);
  }

  @Test
  void theEnvironmentIsInheritedUnlessToldOtherwise() throws Exception {
    assertThat(run(BashOperator.of("echo ${USER_X:-}$PATH").env("USER_X", "{{ ds }}")))
        .isEqualTo("2026-01-02" + System.getenv("PATH"));
    assertThat(run(BashOperator.of("env | grep -c ^HOME= || true").inheritEnv(false)))
        .isEqualTo("0");
    assertThat(run(BashOperator.of("echo $ORCHESTRATOR_DAG_ID.$ORCHESTRATOR_TASK_ID")))
        .isEqualTo("dag.task");
  }

  @Test
  void anOperatorWithProblemsRunsNothing() {
    for (BashOperator refused :
        List.of(
            BashOperator.of("true").env("A B", ""),
            BashOperator.of("eval {{ params.x }}"),
            BashOperator.of("echo {{ params.x"))) {
      assertThatThrownBy(() -> run(refused))
          .isInstanceOf(TaskFailedException.class)
          .hasMessageStartingWith("Nothing was run: " + refused.problems().get(0).message());
    }
  }

  @Test
  void aMissingFolderAndAMissingBashAreTold() {
    assertThatThrownBy(() -> run(BashOperator.of("pwd").workingDirectory("/nowhere")))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("/nowhere does not exist");
    context.launcher =
        (spec, line) -> {
          throw new FileNotFoundException("The program \"bash\" is not installed on this worker");
        };
    assertThatThrownBy(() -> run(BashOperator.of("pwd")))
        .isInstanceOf(TaskFailedException.class)
        .hasMessage(
            "Bash could not be started: The program \"bash\" is not installed on this worker");
  }

  @Test
  void aSensorWaitsForExitCodeZero() throws Exception {
    BashSensor sensor = BashSensor.of("echo looked; exit {{ params.code }}").failOnExitCode(3);
    context.templates = sensor.templates();
    context.params = Map.of("code", 1);
    assertThat(sensor.poke(context)).isEqualTo(Poll.notYet("the command returned exit code 1"));
    context.params = Map.of("code", 0);
    assertThat(sensor.poke(context)).isEqualTo(Poll.ready("looked"));
    context.params = Map.of("code", 3);
    assertThatThrownBy(() -> sensor.poke(context)).isInstanceOf(TaskFailedException.class);
    assertThat(sensor.pokeInterval()).hasSeconds(60);
  }
}
