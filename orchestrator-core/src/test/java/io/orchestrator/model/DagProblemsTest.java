package io.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagBuilder;
import io.orchestrator.dag.InvalidDagException;
import io.orchestrator.dag.Param;
import io.orchestrator.operator.Arg;
import io.orchestrator.operator.Operator;
import io.orchestrator.operator.OperatorProblem;
import io.orchestrator.operator.Poll;
import io.orchestrator.operator.Sensor;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.timetable.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DagProblemsTest {
  record Limited(@Param(min = 3) int x) {}

  @Test
  void dag002NamesBothPlacesOfADuplicateTaskId() {
    DagProblem problem =
        only(
            d -> {
              d.empty("a");
              d.empty("a");
            });
    assertThat(problem.code()).isEqualTo("DAG002");
    assertThat(problem.notes().get(0)).startsWith("first declared at DagProblemsTest.java:");
    assertThat(problem.render(""))
        .contains("duplicate task id \"a\"")
        .contains("  --> DagProblems");
  }

  @Test
  void dag003ShowsTheWholePathOfACycleWithItsLines() {
    DagProblem problem =
        only(
            d -> {
              var extract = d.empty("extract");
              var transform = d.empty("transform");
              var load = d.empty("load");
              extract.then(transform);
              transform.then(load);
              load.then(extract);
            });
    assertThat(problem.code()).isEqualTo("DAG003");
    assertThat(problem.notes())
        .contains("extract -> transform -> load -> extract")
        .anyMatch(note -> note.contains("load -> extract at " + problem.location()))
        .anyMatch(note -> note.contains("this edge closes the cycle"));
  }

  @Test
  void dag003FindsATaskThatWaitsForItself() {
    DagProblem problem = only(d -> d.empty("a").after("a"));
    assertThat(problem.notes()).contains("a -> a");
  }

  @Test
  void dag004NamesTheNearestTask() {
    DagProblem problem =
        only(
            d -> {
              d.empty("extract");
              d.empty("load").after("extrat");
            });
    assertThat(problem.code()).isEqualTo("DAG004");
    assertThat(problem.help()).isEqualTo("did you mean \"extract\"");
  }

  @Test
  void dag004FindsUnknownNamesAndTasksInTemplates() {
    List<DagProblem> problems =
        problems(
            d -> {
              d.empty("extract");
              d.task("name", new Templated("{{ dss }} {{ ds }}"));
              d.task("xcom", new Templated("{{ ti.xcom_pull('extrct') }}"));
              d.task("fine", new Templated("{{ ti.xcom_pull(task_ids='extract') }}"));
            });
    assertThat(problems).extracting(DagProblem::code).containsExactly("DAG004", "DAG004");
    assertThat(problems.get(0).message()).contains("template text of task \"name\"").contains("ds");
    assertThat(problems.get(1).message()).contains("did you mean \"extract\"");
  }

  private record Params(boolean dry_run, String country) {}

  @Test
  void dag004FindsParamsThatTheDagDoesNotDeclare() {
    List<DagProblem> problems =
        problems(
            d -> {
              d.params(new Params(true, "de"));
              d.task(
                  "dot", new Templated("echo params.x {{ params.contry }} {{ params.country }}"));
              d.task("index", new Templated("{% if params['dryrun'] %}x{% endif %}"));
              d.task("fine", new Templated("{{ params.items() }} {{ dag_run.conf.params.x }}"));
              d.task("maybe", new Templated("{{ params.x | default('y') }}"));
            });
    assertThat(problems)
        .extracting(DagProblem::message)
        .containsExactly(
            "template text of task \"dot\": there is no param \"contry\"; did you mean \"country\"",
            "template text of task \"index\": there is no param \"dryrun\"; did you mean"
                + " \"dry_run\"");
    assertThat(Dag.define("any", d -> d.task("any", new Templated("{{ params.contry }}"))))
        .as("a DAG that declares no params takes any conf")
        .isNotNull();
  }

  private record Templated(String text) implements Operator<String> {
    @Override
    public String execute(TaskContext context) {
      return context.rendered("text");
    }

    @Override
    public Map<String, String> templates() {
      return Map.of("text", text);
    }
  }

  @Test
  void dag005PointsIntoAWrongCron() {
    DagProblem problem = only(d -> d.schedule("61 0 * * *"));
    assertThat(problem.code()).isEqualTo("DAG005");
    assertThat(problem.notes().get(0)).contains("position 1");
  }

  @Test
  void dag005FindsTheLineOfAWrongScheduleObject() {
    DagProblem problem = only(d -> d.schedule(Schedule.cron("0 0 * * *").in("Europe/Berlinn")));
    assertThat(problem.code()).isEqualTo("DAG005");
    assertThat(problem.location().file()).isEqualTo("DagProblemsTest.java");
  }

  @Test
  void dag005RefusesWhatIsNoDateAndAnEndBeforeTheStart() {
    assertThat(only(d -> d.start("2010-13-01")).code()).isEqualTo("DAG005");
    assertThat(only(d -> d.start("2010-02-01").end("2010-01-01")).code()).isEqualTo("DAG005");
  }

  @Test
  void dag007RefusesARuleThatCanNeverFire() {
    DagProblem problem =
        only(d -> d.empty("a").then(d.task("b", c -> 1).rule(TriggerRule.ALL_FAILED)));
    assertThat(problem.code()).isEqualTo("DAG007");
    assertThat(problem.message()).contains("all_failed");
  }

  @Test
  void dag007RefusesATaskBehindABranchThatIsOnNoSide() {
    DagProblem problem =
        only(
            d -> {
              var size = d.task("size", c -> 1);
              var big = d.when("big", size, s -> s > 10).then(d.empty("split"));
              d.action("report", big, (c, answer) -> c.log("{}", answer));
            });
    assertThat(problem.code()).isEqualTo("DAG007");
    assertThat(problem.message())
        .isEqualTo("task \"report\" is directly behind branch \"big\" but on no side");
  }

  @Test
  void dag008RefusesADefaultOutsideItsLimits() {
    DagProblem problem = only(d -> d.params(new Limited(2)));
    assertThat(problem.code()).isEqualTo("DAG008");
    assertThat(problem.message()).contains("param x: 2 is less than the minimum 3");
  }

  @Test
  void dag012OffersACorrectedId() {
    DagProblem problem = only(d -> d.empty("load data!"));
    assertThat(problem.code()).isEqualTo("DAG012");
    assertThat(problem.help()).isEqualTo("write \"load_data_\"");
    assertThat(only(d -> d.empty("x".repeat(251))).code()).isEqualTo("DAG012");
  }

  @Test
  void dag014RefusesTooManyOrTooLongTags() {
    String[] many = IntStream.range(0, 101).mapToObj(i -> "t" + i).toArray(String[]::new);
    assertThat(only(d -> d.tags(many)).message()).contains("there are 101 tags");
    assertThat(only(d -> d.tags("x".repeat(101))).message()).contains("has 101 characters");
    assertThat(only(d -> d.tags(" ")).code()).isEqualTo("DAG014");
  }

  @Test
  void dag014RefusesSettingsOutsideTheirRange() {
    assertThat(only(d -> d.maxActiveRuns(0)).code()).isEqualTo("DAG014");
    assertThat(only(d -> d.empty("a").retries(-1)).code()).isEqualTo("DAG014");
  }

  @Test
  void dag014RefusesToKeepRunsForNoTime() {
    assertThat(only(d -> d.keepRuns(0)).message()).isEqualTo("keepRuns of DAG \"etl\" is 0");
    DagProblem problem = only(d -> d.keepRunsFor(Duration.ofMinutes(59)));
    assertThat(problem.code()).isEqualTo("DAG014");
    assertThat(problem.message()).isEqualTo("keepRunsFor of DAG \"etl\" is 59 min");
    assertThat(problem.help()).isEqualTo("the least allowed value is 1 h");
  }

  @Test
  void dag014RefusesASensorThatCouldNotWaitAsItSays() {
    Sensor<String> never = c -> Poll.notYet();
    assertThat(only(d -> d.sensor("a", never).pokeInterval(Duration.ZERO)).message())
        .isEqualTo("pokeInterval of task \"a\" is 0 s");
    DagProblem problem = only(d -> d.sensor("a", never).timeout(Duration.ofSeconds(59)));
    assertThat(problem.code()).isEqualTo("DAG014");
    assertThat(problem.message())
        .isEqualTo("pokeInterval of task \"a\" is longer than its timeout");
    assertThat(problem.help()).isEqualTo("poke more often, or wait longer");
    assertThat(only(d -> d.sensor("a", never).pokeInterval(Duration.ofDays(8))).message())
        .contains("longer than its timeout");
    assertThat(Dag.define("d", d -> d.sensor("a", never).timeout(Duration.ofSeconds(60))))
        .isNotNull();
  }

  @Test
  void allProblemsComeAtOnce() {
    List<DagProblem> problems =
        problems(
            d -> {
              d.schedule("never");
              d.start("yesterday");
              d.empty("a b").after("missing");
            });
    assertThat(problems)
        .extracting(DagProblem::code)
        .containsExactly("DAG005", "DAG005", "DAG012", "DAG004");
  }

  @Test
  void aWrongScheduleObjectHidesNothingBehindIt() {
    List<DagProblem> problems =
        problems(
            d -> {
              d.schedule(Schedule.cron("0 25 * * *").in("Europe/Berlin"));
              d.empty("a b").after("missing");
            });
    assertThat(problems).extracting(DagProblem::code).containsExactly("DAG005", "DAG012", "DAG004");
    assertThat(problems.get(0).location().file()).isEqualTo("DagProblemsTest.java");
  }

  @Test
  void whatAnOperatorAndASensorReportComesWithTheTasksPlace() {
    List<DagProblem> problems =
        problems(
            d -> {
              d.task("one", new Refused("x"));
              d.sensor("two", new Refused("y"));
              d.empty("a b");
            });
    assertThat(problems).extracting(DagProblem::code).containsExactly("OWN1", "OWN1", "DAG012");
    assertThat(problems.get(0).location().file()).isEqualTo("DagProblemsTest.java");
    assertThat(problems.get(1).location().line()).isEqualTo(problems.get(0).location().line() + 1);
    assertThat(problems.get(0).render(""))
        .startsWith("error[OWN1]: task \"one\": x cannot be used\n")
        .endsWith("\n   = help: use another one");
  }

  private record Refused(String what) implements Operator<String>, Sensor<String> {
    @Override
    public String execute(TaskContext context) {
      return what;
    }

    @Override
    public Poll<String> poke(TaskContext context) {
      return Poll.ready(what);
    }

    @Override
    public Map<String, String> templates() {
      return Map.of();
    }

    @Override
    public List<Arg<?>> inputs() {
      return List.of();
    }

    @Override
    public String operatorName() {
      return "Refused";
    }

    @Override
    public List<OperatorProblem> problems() {
      return List.of(new OperatorProblem("OWN1", what + " cannot be used", "use another one"));
    }
  }

  @Test
  void whatWasFoundBeforeTheDefinitionThrewIsKept() {
    InvalidDagException refused =
        catchThrowableOfType(
            InvalidDagException.class,
            () ->
                Dag.define(
                    "etl",
                    d -> {
                      d.schedule("never");
                      d.empty("a").after("declared_later").retries(-1);
                      throw new IllegalStateException("no bucket");
                    }));
    assertThat(refused.problems()).extracting(DagProblem::code).containsExactly("DAG005", "DAG014");
    assertThat(refused).hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDefinitionThatThrowsWithoutProblemsThrowsAsItIs() {
    IllegalStateException thrown = new IllegalStateException("no bucket");
    assertThatThrownBy(
            () ->
                Dag.define(
                    "etl",
                    d -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
  }

  private static DagProblem only(Consumer<DagBuilder> definition) {
    List<DagProblem> problems = problems(definition);
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  private static List<DagProblem> problems(Consumer<DagBuilder> definition) {
    return catchThrowableOfType(InvalidDagException.class, () -> Dag.define("etl", definition))
        .problems();
  }
}
