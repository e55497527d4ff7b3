package io.orchestrator.operators.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.operator.OperatorProblem;
import io.orchestrator.operator.TaskFailedException;
import io.orchestrator.testkit.FakeTaskContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BashTemplateTest {
  private final FakeTaskContext context = new FakeTaskContext();

  private String text(String template) {
    return new BashTemplate(template).render(context).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '@',
      value = {
        "echo {{ ds }} ~ echo 2026-01-02",
        "echo '{{ macros.ds_add(ds, 7) }}' ~ echo '2026-01-09'",
        "echo {{ params.x }} ~ echo \"${ORCHESTRATOR_P1}\"",
        "echo \"a {{ params.x }} b\" ~ echo \"a ${ORCHESTRATOR_P1} b\"",
        "echo {{ params.x }}{{ params['x'] }} ~ echo"
            + " \"${ORCHESTRATOR_P1}\"\"${ORCHESTRATOR_P1}\"",
        "echo \"$(cat {{ params.x }})\" ~ echo \"$(cat \"${ORCHESTRATOR_P1}\")\"",
        "true # it's {{ params.x }} ~ true # it's ${ORCHESTRATOR_P1}",
        "echo {{ run_id }} {{ ti.run_id }} ~ echo \"${ORCHESTRATOR_P1}\" \"${ORCHESTRATOR_P1}\"",
        "echo \"it's {{ params.x }}\" ~ echo \"it's ${ORCHESTRATOR_P1}\"",
        "echo \\{{ params.x }} ~ echo \\\"${ORCHESTRATOR_P1}\"",
        "cat <<< {{ params.x }} ~ cat <<< \"${ORCHESTRATOR_P1}\"",
        "X={{ params.x }} true ~ X=\"${ORCHESTRATOR_P1}\" true",
        "{% for i in range(2) %}'{{ i }}'{% endfor %} ~ '0''1'",
        "{% set d = macros.ds_add(ds, 1) %}'{{ d }}' ~ '2026-01-03'",
        "{% set d = params.x %}\"{{ d }}\" x ~ \"${ORCHESTRATOR_P1}\" x",
        "{%- if params.x %} echo   {{- ds -}}   x {% endif %} ~ echo2026-01-02x",
        "{# it's {{ params.y }} #}echo {% raw %}{{ no }}{% endraw %} ~ echo {{ no }}",
        "((n = 1)); cat a | grep {{ params.x }} ~ ((n = 1)); cat a | grep \"${ORCHESTRATOR_P1}\"",
      })
  void putsDatesInTheTextAndRefersToTheRest(String template, String script) {
    context.params = Map.of("x", "v");
    if (template.contains("}}\" x")) {
      // the name of a program: refused
      assertThatThrownBy(() -> text(template)).hasMessageContaining("name of the program");
      return;
    }
    assertThat(text(template).strip()).isEqualTo(script);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo '{{ params.x }}'",
        "echo $'{{ params.x }}'",
        "echo `cat {{ params.x }}`",
        "cat <<EOF\n{{ params.x }}\nEOF",
        "cat <<-'EOF'\n\t{{ params.x }}\n\tEOF",
        "echo $(( {{ params.x }} + 1 ))",
        "(( n = (1 + {{ params.x }}) ))",
        "echo ${y:{{ params.x }}}",
        "echo \"${y:-$((1+{{ params.x }}))}\"",
        "a[{{ params.x }}]=1",
        "declare {{ params.x }}",
        "read \"{{ params.x }}\"",
        "[ -v {{ params.x }} ]",
        "{% set ds.x = params.x %}echo '{{ ds }}'",
        "echo '{{ '' || params.x }}'",
        "let n={{ params.x }}",
        "eval \"ls {{ params.x }}\"",
        "C=\"ls {{ params.x }}\"; eval $C",
        "bash -c \"ls {{ params.x }}\"",
        "sh -ec {{ params.x }}",
        "echo {{ params.x }} | sudo bash",
        "echo {{ params.x }} | sh -s",
        "bash <<< {{ params.x }}",
        "trap \"rm {{ params.x }}\" EXIT",
        "ssh host rm {{ params.x }}",
        "python3 -u -c \"print({{ params.x }})\"",
        "psql -h db -c \"select {{ params.x }}\"",
        "awk \"{ print {{ params.x }} }\"",
        "PATH={{ params.x }} ls",
        "export LD_PRELOAD=\"{{ params.x }}\"",
        "IFS=,{{ conf.x }} read a",
        "declare -x PYTHONPATH+=:{{ var.value.x }}",
        "{{ params.x }} --help",
        "true; \"{{ params.x }}\"",
        "if {{ params.x }}; then true; fi",
        "echo '{{ dag_run.conf.x }}'",
        "echo '{{ conf.x }}'",
        "echo '{{ run_id }}'",
        "echo '{{ dag_run.run_id }}'",
        "echo '{{ ti.run_id }}'",
        "echo '{{ task_instance_key_str }}'",
        "echo '{{ ti.xcom_pull(\"a\") }}'",
        "echo '{{ xcom(\"a\") }}'",
        "echo '{{ var.value.x }}'",
        "echo '{{ var.json.x }}'",
        "echo '{{ conn.x.host }}'",
        "echo '{{ ds ~ params.x }}'",
        "echo '{{ ds if ds == params.x else ds }}'",
        "echo '{{ macros.ds_format(ds, \"%Y\", params.x) }}'",
        "echo '{{ \"\\\"\" ~ params.x ~ \"\\\"\" }}'",
        "{% for f in params.x %}echo '{{ f }}'{% endfor %}",
        "{% set a = params.x %}{% set b = a %}echo '{{ b }}'",
        "{% set ds = params.x %}echo '{{ ds }}'",
        "{% set ds = ds %}{% for ds in params.x %}echo '{{ ds }}'{% endfor %}",
        "{% macro m(p) %}echo '{{ p }}'{% endmacro %}{{ m(params.x) }}",
        "{% set a %}{{ params.x }}{% endset %}echo {{ a }}",
        "echo {{{ params.x }}}",
        "echo {{ params.x",
      })
  void refusesWhatCannotBeMadeSafe(String template) {
    assertThat(new BashTemplate(template).problems())
        .isNotEmpty()
        .extracting(OperatorProblem::code)
        .containsOnly("DAG016");
  }

  @Test
  void saysTheRightWay() {
    assertThat(new BashTemplate("grep '{{ params.name }}' f").problems())
        .containsExactly(
            new OperatorProblem(
                "DAG016",
                "the bash command cannot be made safe: {{ params.name }} stands inside single"
                    + " quotes, where the shell replaces nothing, so a value that comes from people"
                    + " could become part of the program",
                "pass it as data: .env(\"VALUE\", \"{{ params.name }}\"), and write \"$VALUE\" in"
                    + " the command"));
  }

  @Test
  void namesEveryValueThatIsNotSafe() {
    assertThat(
            new BashTemplate("grep '{{ params.a }}' {{ params.b }}; eval {{ conf.c }}").problems())
        .extracting(OperatorProblem::message)
        .satisfiesExactly(
            a -> assertThat(a).contains("{{ params.a }} stands inside single quotes"),
            b -> assertThat(b).contains("{{ params.b }} is in a script that has text run as code"),
            c -> assertThat(c).contains("{{ conf.c }} is in a script that has text run as code"));
  }

  @Test
  void printsValuesAsPythonDoes() {
    context.params = Map.of("t", true, "l", List.of(1, "ä"), "q", "it's");
    BashTemplate.Script script =
        new BashTemplate("echo {{ params.t }} {{ params.l }} {{ params.q }} {{ params.q | upper }}")
            .render(context);

    assertThat(script.variables().values()).containsExactly("True", "[1, 'ä']", "it's", "IT'S");
  }

  @Test
  void aMacroOfTheTemplateIsRefused() {
    assertThat(
            new BashTemplate("{% macro m(p) %}{{ p }}{% endmacro %}{{ m(params.x) }}").problems())
        .extracting(OperatorProblem::message)
        .satisfiesExactly(
            text -> assertThat(text).contains("{% macro %} is not possible in a bash command"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[[ $n -eq 1 ]]", "echo $((n + 1))", "let n=n+1", "echo ${a[n]}"})
  void codeInANumberIsRefusedWhereTheScriptCalculates(String rest) {
    context.params = Map.of("x", "a[$(id)]", "y", "7 [of] 9");

    assertThatThrownBy(() -> text("n={{ params.x }}; " + rest))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("bash could run the value as code. Nothing was run.");
    assertThat(text("n={{ params.y }}; " + rest)).startsWith("n=\"${ORCHESTRATOR_P1}\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl \\\n  {{ params.x }}",
        "names=({{ params.x }} b)",
        "local name={{ params.x }}",
        "export NAME=\"{{ params.x }}\"",
        "trap 'rm -f t' EXIT; echo {{ params.x }}",
        "echo hello! {{ params.x }}",
        "for f in {{ params.x }}; do echo $f; done",
        "case {{ params.x }} in a) echo b;; esac",
        "[ {{ params.x }} -gt 3 ] && echo yes",
        "psql -v name={{ params.x }} -f q.sql",
      })
  void everydayScriptsAreNotRefused(String template) {
    context.params = Map.of("x", "v");

    assertThat(text(template)).contains("${ORCHESTRATOR_P1}");
  }
}
