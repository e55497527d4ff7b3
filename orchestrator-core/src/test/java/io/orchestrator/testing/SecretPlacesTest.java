package io.orchestrator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.connection.Connection;
import io.orchestrator.connection.Forms;
import io.orchestrator.dag.Dag;
import io.orchestrator.model.BranchDecision;
import io.orchestrator.operator.Operator;
import io.orchestrator.operator.TaskBody;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskFailedException;
import io.orchestrator.operator.TaskOutcome;
import io.orchestrator.operator.TaskSkippedException;
import io.orchestrator.timetable.DataInterval;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** In whatever form a task tells a secret, and wherever: it is not in what is logged or stored. */
class SecretPlacesTest {
  private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");
  private static final String PASSWORD = "pä\"ss/w+rd &%41\\more";
  private static final String KEY = "first line ä+%\nsecond/line \"x\"";

  /** Tells a text in one place. */
  private enum Place {
    LOG,
    TRACE,
    REASON,
    LAST_REASON,
    SKIP,
    OUTCOME,
    SENSOR,
    NOTE,
    NAME_OF_NOTE,
    RENDERED,
    BRANCH;

    TaskOutcome tell(TaskContext context, String text) throws Exception {
      switch (this) {
        case LOG -> context.log("calling {}", text);
        case TRACE -> context.warn("failed", new IOException("token=" + text));
        case REASON -> throw new IOException("token=" + text);
        case LAST_REASON -> throw new TaskFailedException("token=" + text);
        case SKIP -> throw new TaskSkippedException("token=" + text);
        case NOTE -> context.note("url", "http://host/?token=" + text);
        case NAME_OF_NOTE -> context.note(text, 1);
        default -> {}
      }
      return switch (this) {
        case OUTCOME -> new TaskOutcome.Failed("token=" + text, false, Optional.empty());
        case SENSOR -> new TaskOutcome.Reschedule(Duration.ofMinutes(1), "no answer to " + text);
        case BRANCH ->
            new TaskOutcome.Success(
                1,
                Optional.of(
                    new BranchDecision(BranchDecision.Kind.CONTINUE, List.of(), "chose " + text)));
        default -> TaskOutcome.success(1);
      };
    }
  }

  static Stream<Arguments> placesAndSecrets() {
    return Stream.of(Place.values())
        .flatMap(place -> Stream.of(PASSWORD, KEY).map(secret -> Arguments.of(place, secret)));
  }

  @ParameterizedTest
  @MethodSource("placesAndSecrets")
  void aSecretIsHiddenInEveryFormInEveryPlace(Place place, String secret) {
    Map<String, String> forms = Forms.of(secret);
    Map<String, String> known = known(place, secret, List.copyOf(forms.values()));
    forms.forEach(
        (name, form) -> {
          String told = known.getOrDefault(form, "");
          assertThat(told).as(name).contains("***");
          form.lines().forEach(line -> assertThat(told).as(name).doesNotContain(line));
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = Place.class,
      names = {"TRACE", "REASON", "LAST_REASON", "SKIP", "OUTCOME"})
  void aSecretThatLiesWhereALongTextIsCutIsHidden(Place place) {
    List<String> texts =
        Stream.of(1_000, 2_000)
            .flatMap(cut -> IntStream.range(8, 40).mapToObj(i -> "x".repeat(cut - i) + PASSWORD))
            .toList();
    known(place, PASSWORD, texts)
        .forEach((text, told) -> assertThat(told).doesNotContain(PASSWORD.substring(0, 7)));
  }

  /** All that is logged and stored of a run with one task for each text, which tells it. */
  private static Map<String, String> known(Place place, String secret, List<String> texts) {
    Dag dag =
        Dag.define(
            "d",
            d -> {
              for (int i = 0; i < texts.size(); i++) {
                d.task("t" + i, new Rendering(place == Place.RENDERED ? i : -1));
              }
            });
    Map<String, TaskBody> bodies = new HashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      bodies.put("t" + i, telling(place, texts.get(i)));
    }
    World world = new World(dag.withBodies(bodies), settings(secret), DAY);
    world.register(TestDates.unscheduled(dag.model()));
    Map<String, Object> conf = place == Place.RENDERED ? Map.of("texts", texts) : Map.of();
    String runId = TestTriggers.trigger(world, DAY, new DataInterval(DAY, DAY), conf);
    world.settle();
    Map<String, String> known = new HashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      known.put(texts.get(i), stored(world, runId, "t" + i));
    }
    return known;
  }

  private static TaskBody telling(Place place, String text) {
    boolean[] poked = new boolean[1];
    return context -> {
      context.connection("db");
      TaskOutcome outcome = poked[0] ? TaskOutcome.success(1) : place.tell(context, text);
      poked[0] = true;
      return outcome;
    };
  }

  private static DagTester.Settings settings(String secret) {
    return new DagTester.Settings(
        List.of(),
        List.of(
            new Connection(
                "db",
                "x",
                "",
                new Connection.Endpoint("h", 1, null),
                new Connection.Credentials("me", secret),
                Map.of())),
        List.of(),
        Optional.empty(),
        line -> {},
        Optional.empty());
  }

  private static String stored(World world, String runId, String taskId) {
    DagTestTask task = DagTestRuns.of(world).run(runId).task(taskId);
    List<Object> all = new ArrayList<>(task.log());
    all.addAll(List.of(task.reason(), task.attempts(), task.rendered(), task.notes()));
    world
        .store()
        .transact(
            tx -> {
              tx.audit().ofRun("d", runId, 1_000).stream()
                  .filter(row -> taskId.equals(row.subject().taskId()))
                  .forEach(all::add);
              long run = tx.runs().find("d", runId).orElseThrow().id();
              tx.runs().snapshot(run).orElseThrow().tasks().stream()
                  .filter(each -> taskId.equals(each.taskId()))
                  .forEach(all::add);
              return true;
            });
    return String.join("\n", all.stream().map(String::valueOf).toList());
  }

  private record Rendering(int number) implements Operator<String> {
    @Override
    public Map<String, String> templates() {
      return Map.of(
          "url", number < 0 ? "" : "{{ conn.db.host }} {{ dag_run.conf.texts[" + number + "] }}");
    }

    @Override
    public String execute(TaskContext context) {
      return "";
    }
  }
}
