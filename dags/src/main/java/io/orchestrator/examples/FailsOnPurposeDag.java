package io.orchestrator.examples;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagDefinition;
import io.orchestrator.dag.TypeRef;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.timetable.Schedule;
import java.time.Duration;
import java.util.List;

/** Fails until somebody removes the cause: an exercise in reading logs and clearing tasks. */
public class FailsOnPurposeDag implements DagDefinition {
  private static final String RATE = "fails_on_purpose_rate";

  /** An order in some currency. */
  public record Order(int id, String currency, double amount) {}

  @Override
  public Dag define() {
    return Dag.define(
        "fails_on_purpose",
        d -> {
          d.description("Fails until you set a variable: learn to read a log and to clear.");
          d.doc(DOC);
          d.schedule(Schedule.manual()).pausedAtCreation(false);
          d.tags("example", "exercise");

          var orders =
              d.task(
                  "read_orders",
                  new TypeRef<List<Order>>() {},
                  c ->
                      List.of(
                          new Order(1, "EUR", 120.0),
                          new Order(2, "EUR", 35.5),
                          new Order(3, "USD", 98.1)));

          // Two tries: the second one fails as well, because nobody has removed the cause in
          // between.
          var total =
              d.task("convert_to_eur", orders, FailsOnPurposeDag::totalInEur)
                  .retries(1)
                  .retryDelay(Duration.ofSeconds(5));

          // Never starts while the task before it has failed: its state is upstream_failed.
          d.action("report", total, (c, sum) -> c.log("All orders together: {} EUR", sum));
        });
  }

  private static double totalInEur(TaskContext c, List<Order> orders) {
    double total = 0;
    for (Order order : orders) {
      double eur =
          order.currency().equals("EUR") ? order.amount() : order.amount() / rate(c, order);
      c.log("Order {}: {} {} = {} EUR", order.id(), order.amount(), order.currency(), eur);
      total += eur;
    }
    return total;
  }

  /** What a good message says: what failed, what state things are in, what to do next. */
  private static double rate(TaskContext c, Order order) {
    return c.variable(RATE)
        .map(Double::parseDouble)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Order "
                        + order.id()
                        + " is in "
                        + order.currency()
                        + " and no exchange rate is known, so no total was made. Set the variable "
                        + RATE
                        + " (Admin, Variables) to dollars per euro, for example 1.09, then clear"
                        + " this task."));
  }

  private static final String DOC =
      """
      ### This one fails on purpose

      1. **Trigger** a run. `convert_to_eur` fails, is tried again after 5 seconds, and fails again.
         `report` never starts: it is `upstream_failed`.
      2. Open `convert_to_eur` and read the **log** of each try. The last line says what is missing.
      3. Set the variable `fails_on_purpose_rate` to `1.09`.
      4. **Clear** `convert_to_eur` with what follows it. The run goes on and succeeds.
      """;
}
