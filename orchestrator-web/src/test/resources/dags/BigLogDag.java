import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagDefinition;

/** Writes more than anybody reads: 200,000 lines, four of them errors, some in colour. */
public class BigLogDag implements DagDefinition {
  private static final int LINES = 200_000;

  @Override
  public Dag define() {
    return Dag.define(
        "big_log",
        d ->
            d.action(
                "talk",
                c -> {
                  for (int n = 1; n <= LINES; n++) {
                    if (n % 50_000 == 0) {
                      c.log("ERROR: row " + n + " could not be read");
                    } else if (n % 1_000 == 1) {
                      c.log("\u001b[32mpart " + n + "\u001b[0m of the table is done");
                    } else {
                      c.log("row " + n + " of the table was read and written, with all its columns");
                    }
                  }
                }));
  }
}
