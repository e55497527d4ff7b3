package io.orchestrator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What templates must not do, and how they are told. */
class TemplateSafetyTest {

  private final TemplateEngine engine = new TemplateEngine();

  @Test
  @DisplayName("C100 a date in a run without logical date fails and says why")
  void aDateWithoutLogicalDateFails() {
    assertThatThrownBy(() -> engine.render("echo {{ ds }}", Runs.undated()))
        .isInstanceOf(TemplateException.class)
        .hasMessage("template `echo {{ ds }}`: `ds` is not defined: the run has no logical date");
    assertThat(engine.render("{{ macros.ds_add('2026-02-28', 1) }}", Runs.undated()))
        .isEqualTo("2026-03-01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '^',
      textBlock =
          """
          {{ dss }}                     @ `dss` is not defined; did you mean `ds`?
          {{ params.flog }}             @ `flog` is not defined in this mapping; did you mean `flag`?
          {{ params.typo | upper }}     @ `typo` is not defined in this mapping
          {{ 'a' ~ params.typo }}       @ `typo` is not defined in this mapping
          {% if typo %}x{% endif %}     @ `typo` is not defined
          {% if typo == 'a' %}x{% endif %} @ `typo` is not defined
          {% for x in typo %}x{% endfor %} @ `typo` is not defined
          {{ ti.try_numbr }}            @ did you mean `ti.try_number`?
          {{ var.value.missing }}       @ `var.value.missing` does not exist
          {{ var.json.broken }}         @ `var.json.broken` is not JSON
          {{ conn.missing.host }}       @ `conn.missing` does not exist
          {{ params.list[9] }}          @ index 9 is out of range
          {{ xcom('no').field }}        @ `field` is not defined
          {{ ti.xcom_pull('t', dag_id='d') }} @ xcom_pull() has no parameter `dag_id`
          {{ macros.ds_add(ds) }}       @ ds_add() needs `days`
          {{ macros.ds_add('x', 1) }}   @ `x` does not match the format `%Y-%m-%d`
          {{ ds | ds }}                 @ needs a date, not `2026-01-02`
          {{ ds.strftime('%Y') }}       @ no method strftime()
          {{ logical_date + macros.timedelta(days=1) }} @ `macros.timedelta` is not defined
          {{ logical_date + 1 }}        @ logical_date + 1
          {{ nofunction(1) }}           @ nofunction
          {{ ds | nofilter }}           @ nofilter
          {{ ds                         @ {{ ds
          {% if ds %}x                  @ if
          {{ ds + }}                    @ ds +
          """)
  void aMistakeIsToldInWords(String template, String message) {
    assertThatThrownBy(() -> engine.render(template, Runs.dated()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ''.getClass() }}",
        "{{ ''.class }}",
        "{{ params.getClass().forName('java.lang.Runtime') }}",
        "{{ params['class'] }}",
        "{{ ti.getClass() }}",
        "{{ ti.member('dag_id') }}",
        "{{ logical_date.time() }}",
        "{{ ti.xcom_pull.doEvaluate({}, {}, []) }}",
        "{{ ti.xcom_pull.name }}",
        "{{ ____int3rpr3t3r____ }}",
        "{{ ____int3rpr3t3r____.config }}",
        "{{ ____int3rpr3t3r____.getContext() }}",
        "{{ params.put('a', 1) }}",
        "{{ params.clear() }}",
        "{{ params.list.append(1) }}",
        "{% for x in [1] %}{{ loop.getClass() }}{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import '/etc/passwd' as p %}",
        "{% from '/etc/passwd' import p %}",
        "{% extends '/etc/passwd' %}",
        "{{ 'ds' | render }}",
        "{{ [1, 2] | random }}",
        "{{ [1, 2] | shuffle }}",
        "{{ params | attr('class') }}",
        "{{ today() }}",
        "{{ unixtimestamp() }}",
        "{{ type(params) }}",
        "{% do params.clear() %}",
      })
  void theOutsideIsOutOfReach(String template) {
    assertThatThrownBy(() -> engine.render(template, Runs.dated()))
        .isInstanceOf(TemplateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for i in range(100000000) %}{{ i }}{% endfor %}",
        "{% for i in range(9999) %}{% for j in range(9999) %}{% for k in range(9999) %}{% endfor %}"
            + "{% endfor %}{% endfor %}",
        "{% for i in range(9999) %}{% set x = range(9999) | join(',') %}{% endfor %}",
        "{% set a = 'xxxxxxxxxxxxxxxx' %}{% for i in range(99) %}{% set a = a ~ a %}{% endfor %}{{ a }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for i in range(999) %}{{ range(9999) | join(',') }}{% endfor %}",
      })
  void aRunawayTemplateIsStopped(String template) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> engine.render(template, Runs.dated()))
                .isInstanceOf(TemplateException.class));
  }

  @Test
  void theLineOfAMistakeIsNamed() {
    assertThatThrownBy(() -> engine.render("one\ntwo\n{{ typo }}", Runs.dated()))
        .hasMessage("template `one two {{ typo }}` (line 3): `typo` is not defined");
    assertThatThrownBy(() -> engine.render("{{" + "x".repeat(100_001), Runs.dated()))
        .hasMessageContaining("more than 100000 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '^',
      textBlock =
          """
          {{ dss }}                          @ `dss` is not defined; did you mean `ds`?
          {{ 1 + dss }}                      @ `dss` is not defined; did you mean `ds`?
          {% if tis %}{% endif %}            @ `tis` is not defined; did you mean `ti`?
          {% for x in y %}{{ x }}{% endfor %} @ `y` is not defined
          {{ macros.ds_ad(ds, 1) }}          @ the macro `macros.ds_ad` is not defined; did you mean `ds_add`?
          {{ ds | uper }}                    @ the filter `uper` is not defined; did you mean `upper`?
          {{ xcm('t') }}                     @ the function `xcm` is not defined; did you mean `xcom`?
          {{ execution_date }}               @ `execution_date` is not defined
          """)
  void unknownNamesAreFoundAtDefinition(String template, String text) {
    assertThat(engine.check(template)).extracting(TemplateProblem::text).containsExactly(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{ ds", "{{ ds + }}", "{% if ds %}", "{% nosuchtag %}", "{{ }}", "{{ 'a }}"})
  void brokenSyntaxIsFoundAtDefinition(String template) {
    assertThat(engine.check(template)).isNotEmpty();
  }

  @Test
  void everyProblemIsReportedWithItsLine() {
    assertThat(engine.check("{{ one }}\n{{ ds }}\n{{ two }}"))
        .extracting(TemplateProblem::line)
        .isEqualTo(List.of(1, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "{{ ds }} {{ params.anything }} {{ ti.xcom_pull(task_ids='t', key='k') }}",
        "{% for k, v in params.items() %}{{ k ~ v }}{{ loop.index }}{% endfor %}",
        "{% set a = ds %}{{ a[:4] }} {{ a is defined }} {{ a | default('x') | upper }}",
        "{% macro m(a, b=1) %}{{ a + b }}{% endmacro %}{{ m(1) }}",
        "{{ 'it is {{ fine }}' }}",
        "{% raw %}{{ anything }}{% endraw %}{# {{ nor here }} #}",
        "{{ xcom('t') }} {{ macros.ds_add(ds, 7) }} {{ 'a' if params.x else 'b' }}",
      })
  void aSoundTemplateHasNoProblems(String template) {
    assertThat(engine.check(template)).isEmpty();
  }
}
