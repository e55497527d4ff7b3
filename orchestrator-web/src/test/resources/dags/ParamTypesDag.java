import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagDefinition;
import io.orchestrator.dag.Param;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A param of each type, in an order that no alphabet knows. */
public class ParamTypesDag implements DagDefinition {
  public enum Mode {
    FULL,
    DELTA
  }

  public record Range(int from, int to) {}

  public record Params(
      boolean ticked,
      boolean bare,
      String sql,
      String name,
      String blank,
      int retries,
      long big,
      double ratio,
      BigDecimal amount,
      Mode mode,
      @Param(oneOf = {"CSV", "Parquet"}) String format,
      LocalDate day,
      Instant at,
      List<String> tables,
      Map<String, Object> options,
      Range range,
      Optional<String> note,
      Optional<Boolean> force,
      Optional<Mode> fallback,
      Optional<Integer> limit,
      Optional<String> given) {}

  @Override
  public Dag define() {
    return Dag.define(
        "param_types",
        d -> {
          d.params(
              new Params(
                  true,
                  false,
                  "\nselect *\n\n  from t\n",
                  " two words ",
                  "",
                  3,
                  9_007_199_254_740_993L,
                  0.1,
                  new BigDecimal("12.50"),
                  Mode.DELTA,
                  "Parquet",
                  LocalDate.of(2001, 1, 8),
                  Instant.parse("2001-01-08T04:00:00Z"),
                  List.of("a", "b"),
                  Map.of("deep", Map.of("x", 1)),
                  new Range(1, 2),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of("said")));
          d.empty("t");
        });
  }
}
