package io.orchestrator.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and results are Airflow's. */
class TemplateEngineTest {

  private final TemplateEngine engine = new TemplateEngine();

  private String render(String template) {
    return engine.render(template, Runs.dated());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '^',
      textBlock =
          """
          {{ ds }}                                   @ 2026-01-02
          {{ ds_nodash }}                            @ 20260102
          {{ ts }}                                   @ 2026-01-02T03:04:05+00:00
          {{ ts_nodash }}                            @ 20260102T030405
          {{ ts_nodash_with_tz }}                    @ 20260102T030405+0000
          {{ logical_date }}                         @ 2026-01-02 03:04:05+00:00
          {{ data_interval_start }}                  @ 2026-01-01 03:04:05+00:00
          {{ data_interval_end | ds }}               @ 2026-01-02
          {{ data_interval_start | ts }}             @ 2026-01-01T03:04:05+00:00
          {{ logical_date | ds_nodash }}             @ 20260102
          {{ logical_date | ts_nodash }}             @ 20260102T030405
          {{ logical_date | ts_nodash_with_tz }}     @ 20260102T030405+0000
          {{ logical_date.isoformat() }}             @ 2026-01-02T03:04:05+00:00
          {{ logical_date.strftime('%d.%m.%y %H') }} @ 02.01.26 03
          {{ logical_date.strftime("%A %j %b") }}    @ Friday 002 Jan
          {{ logical_date.year + 1 }}                @ 2027
          {{ logical_date.add(days=1) | ds }}        @ 2026-01-03
          {{ logical_date.subtract(months=1, hours=4) | ts }} @ 2025-12-01T23:04:05+00:00
          {{ logical_date.in_timezone('Europe/Berlin') }} @ 2026-01-02 04:04:05+01:00
          {{ prev_data_interval_start_success }}     @ None
          {{ prev_end_date_success | ds }}           @ None
          {{ dag_run.logical_date | ds }}          @ 2026-01-02
          {{ task_instance_key_str }}                @ etl__load__20260102
          {{ [true, none] | string }}                @ [True, None]
          {{ 'ä"' | b64encode }}                     @ w6Qi
          """)
  void datesAreWrittenAsInAirflow(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '^',
      textBlock =
          """
          {{ dag.dag_id }}/{{ task.task_id }}           @ etl/load
          {{ ti.task_id }} {{ ti.try_number }} {{ task_instance.map_index }} @ load 2 3
          {{ run_id }} {{ dag_run.run_id }}             @ manual__1 manual__1
          {{ dag_run.conf.env }} {{ conf['env'] }}      @ prod prod
          {{ dag_run.conf.get('no', 'd') }}             @ d
          {{ dag_run.conf.get('no') }}                  @ None
          {{ params.x }} {{ params['x'] + 1 }}          @ 42 43
          {{ params.name }}                             @ it's
          {{ params.nothing }} {{ params.flag }}        @ None True
          {{ params.list }} {{ params.nested }}         @ [3, 1, 2] {'deep': ['a', 'b']}
          {{ params.list[0] }} {{ params.list[-1] }}    @ 3 2
          {{ params.nested.deep[1] }}                   @ b
          {{ params.list | sort | join(',') }}          @ 1,2,3
          {{ params.list | tojson }}                    @ [3,1,2]
          {{ params.nothing | tojson }}                 @ null
          {{ params.evil }}                             @ {{ ds }}
          {{ var.value.bucket }}                        @ lake
          {{ var.value.get('no', 'dflt') }}             @ dflt
          {{ var.json.settings.retries + 1 }}           @ 4
          {{ var.json.settings.hosts[0] }}              @ a
          {{ var.json.settings.none }}                  @ None
          {{ conn.db.host }}:{{ conn.db.port }}         @ h:5432
          {{ conn.db.login }} {{ conn.db.password }} {{ conn.db.schema }} {{ conn.db.conn_type }} @ me pw None postgres
          {{ conn.db.extra_dejson.ssl }}                @ True
          {{ conn.get('no', 'x') }}                     @ x
          {{ ti.xcom_pull('extract') }}                 @ return_value of extract
          {{ ti.xcom_pull(task_ids='extract', key='k') }} @ k of extract
          {{ ti.xcom_pull(task_ids=['extract', 'no']) }} @ ['return_value of extract', None]
          {{ ti.xcom_pull(key='k') }}                   @ None
          {{ ti.xcom_pull('no', default='d') }}         @ d
          {{ ti.xcom_pull('list') }}                    @ ['a', None, 1.5]
          {{ xcom('extract') }}                         @ return_value of extract
          {{ xcom('extract', 'k') }}                    @ k of extract
          {{ xcom('no') }}                              @ None
          {{ xcom(xcom('no', default='extract')) }}     @ return_value of extract
          """)
  void theRunIsSeenAsInAirflow(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '^',
      textBlock =
          """
          {{ macros.ds_add('2026-02-28', 1) }}          @ 2026-03-01
          {{ macros.ds_add(ds, -7) }}                   @ 2025-12-26
          {{ macros.ds_format(ds, '%Y-%m-%d', '%d/%m/%Y') }} @ 02/01/2026
          {{ macros.ds_format('Jan 5 2026 3:07 PM', '%b %d %Y %I:%M %p', '%Y%m%dT%H%M') }} @ 20260105T1507
          {{ macros.datetime(2026, 1, 2, hour=5) }}     @ 2026-01-02 05:00:00+00:00
          {{ macros.datetime_diff_for_humans(macros.datetime(2026, 1, 6), logical_date) }} @ 3 days after
          {{ macros.datetime_diff_for_humans(logical_date, macros.datetime(2027, 9, 6)) }} @ 2 years before
          {{ macros.datetime_diff_for_humans(logical_date, logical_date) }} @ a few seconds after
          {{ macros.datetime_diff_for_humans(logical_date.add(days=13), logical_date) }} @ 2 weeks after
          {{ macros.datetime_diff_for_humans(logical_date.add(minutes=-59), logical_date) }} @ 59 minutes before
          """)
  void macrosGiveAirflowsResults(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '^',
      textBlock =
          """
          {% for i in range(5) %}{{ i }}{% endfor %}    @ 01234
          {{ range(1, 9, 3) | list }} {{ range(3, 0, -1) | list }} {{ range(0) | length }} @ [1, 4, 7] [3, 2, 1] 0
          {% for k, v in params.nested.items() %}{{ k }}={{ v[0] }}{% endfor %} @ deep=a
          {% for x in params.list %}{{ loop.index }}:{{ x }}{% if not loop.last %},{% endif %}{% endfor %} @ 1:3,2:1,3:2
          {% if params.flag and params.x > 41 %}yes{% else %}no{% endif %} @ yes
          {% if xcom('no') %}yes{% else %}no{% endif %} @ no
          {% if xcom('no') is none %}yes{% endif %}     @ yes
          {% if params.typo is defined %}yes{% else %}no{% endif %} @ no
          {% if params.x is not defined %}yes{% else %}no{% endif %} @ no
          {{ params.typo | default('d') }}              @ d
          {{ typo | default('d') }}                     @ d
          {{ params.nothing | default('d', true) }}     @ d
          {{ params.nothing or 'd' }}                   @ d
          {{ 'a' if params.flag else 'b' }}             @ a
          {% set day = ds[:7] %}{{ day }}               @ 2026-01
          {{ ds.replace('-', '/') }} {{ ds.split('-')[0] }} @ 2026/01/02 2026
          {{ params.x ~ '-' ~ ds }}                     @ 42-2026-01-02
          {{ 7 // 2 }} {{ 2 ** 3 }} {{ 7 % 4 }}         @ 3 8 3
          {# a comment #}text                           @ text
          {% raw %}{{ ds }}{% endraw %}                 @ {{ ds }}
          {% macro m(a, b=1) %}{{ a }}{{ b }}{% endmacro %}{{ m('x') }} @ x1
          """)
  void jinjaWorksAsUsersKnowIt(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @Test
  void textWithoutATemplateIsLeftAlone() {
    assertThat(render("echo $HOME {x} %Y\n")).isEqualTo("echo $HOME {x} %Y\n");
    assertThat(render("a\n{{ ds }}\n")).isEqualTo("a\n2026-01-02");
  }

  @Test
  void fractionsOfASecondAreKept() {
    Instant date = Instant.parse("2026-01-02T03:04:05.000678Z");
    TemplateContext context = Runs.of("manual__1", date, null);
    assertThat(engine.render("{{ ts }} {{ logical_date.microsecond }}", context))
        .isEqualTo("2026-01-02T03:04:05.000678+00:00 678");
  }

  @Test
  void withoutLogicalDateTheKeyNamesTheRun() {
    assertThat(engine.render("{{ task_instance_key_str }}", Runs.undated()))
        .isEqualTo("etl__load__manual__1");
  }

  @Test
  void manyThreadsRenderAtOnceEachForItsOwnRun() {
    List<String> wrong =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(
                number ->
                    engine
                        .render(
                            "{{ run_id }} {% for i in range(3) %}{{ xcom('extract') }}{% endfor %}",
                            Runs.of("run" + number, null, null))
                        .replace("run" + number + " ", ""))
            .filter(output -> !output.equals("return_value of extract".repeat(3)))
            .toList();
    assertThat(wrong).isEmpty();
  }
}
