package io.orchestrator.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagBuilder;
import io.orchestrator.operator.Arg;
import io.orchestrator.run.TaskState;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XComs, conf and params arrive as what they were. */
class ExactValuesTest {
  private static final BigDecimal MUCH = new BigDecimal("12345678901234567.89");
  private static final OffsetDateTime FAR = OffsetDateTime.parse("2024-03-31T12:00:00+05:45");
  private static final ZonedDateTime SPRING =
      ZonedDateTime.parse("2024-03-30T12:00:00+01:00[Europe/Berlin]");

  record Bill(BigDecimal amount, OffsetDateTime at, ZonedDateTime due, List<BigDecimal> parts) {}

  record Terms(BigDecimal price, OffsetDateTime from, LocalDate until) {}

  private static final Bill BILL = new Bill(MUCH, FAR, SPRING, List.of(new BigDecimal("1.10")));
  private static final Terms TERMS = new Terms(MUCH, FAR, LocalDate.of(2024, 2, 29));

  @Test
  void anXComKeepsDecimalsOffsetsAndZones() {
    DagTestRun run =
        run(
            Map.of(),
            d -> d.action("read", d.task("write", c -> BILL), (c, bill) -> isEqual(bill, BILL)));

    DagTestAssert.assertThat(run).succeeded();
  }

  @Test
  void anXComReadWithoutATypeKeepsDecimals() {
    DagTestRun run =
        run(
            Map.of(),
            d ->
                d.task("write", c -> BILL)
                    .then(
                        d.action(
                            "read",
                            c ->
                                isEqual(
                                    c.xcom("write", Map.class).orElseThrow().get("amount"),
                                    MUCH))));

    DagTestAssert.assertThat(run).succeeded();
  }

  @Test
  void paramsKeepWhatTheyAreByDefaultAndByConf() {
    Terms others =
        new Terms(
            new BigDecimal("98765432109876543.21"),
            OffsetDateTime.parse("2024-01-01T00:00:00-03:30"),
            LocalDate.of(2023, 12, 31));
    Map<String, Object> conf =
        Map.of("price", others.price(), "from", others.from().toString(), "until", "2023-12-31");

    DagTestAssert.assertThat(run(Map.of(), d -> paramsAre(d, TERMS))).succeeded();
    DagTestAssert.assertThat(run(conf, d -> paramsAre(d, others))).succeeded();
  }

  private static void paramsAre(DagBuilder d, Terms expected) {
    Arg<Terms> terms = d.params(TERMS);
    d.action("argument", terms, (c, given) -> isEqual(given, expected));
    d.action("context", c -> isEqual(c.params(Terms.class), expected));
    d.action("map", c -> isEqual(c.params().get("price"), expected.price()));
    d.action("text", c -> isEqual(c.render("{{ params.price }}"), expected.price().toString()));
  }

  @Test
  void confKeepsDecimalsAndShortOnesCountInTemplatesAsBefore() {
    DagTestRun run =
        run(
            Map.of("much", MUCH, "little", new BigDecimal("10.5")),
            d -> {
              d.action("conf", c -> isEqual(c.conf().get("much"), MUCH));
              d.action("text", c -> isEqual(c.render("{{ dag_run.conf.much }}"), MUCH.toString()));
              d.action("sum", c -> isEqual(c.render("{{ conf.little / 4 }}"), "2.625"));
            });

    DagTestAssert.assertThat(run).succeeded();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-02-31", "2023-02-29", "2024-13-01"})
  void aDateThatDoesNotExistIsRefused(String date) {
    assertThatThrownBy(() -> run(Map.of("until", date), d -> paramsAre(d, TERMS)))
        .hasMessageContaining("until")
        .hasMessageContaining("date");

    DagTestRun read =
        run(
            Map.of(),
            d ->
                d.task("write", c -> date)
                    .then(d.action("day", c -> c.xcom("write", LocalDate.class))));
    assertThat(read.task("day").state()).isEqualTo(TaskState.FAILED);

    DagTestRun old =
        run(
            Map.of(),
            d ->
                d.task("write", c -> date)
                    .then(d.action("date", c -> c.xcom("write", Date.class))));
    assertThat(old.task("date").state()).isEqualTo(TaskState.FAILED);
  }

  private static DagTestRun run(Map<String, Object> conf, Consumer<DagBuilder> definition) {
    return DagTester.of(Dag.define("exact", definition)).logicalDate("2024-01-01").conf(conf).run();
  }

  private static void isEqual(@Nullable Object actual, Object expected) {
    assertThat(actual).isEqualTo(expected);
  }
}
