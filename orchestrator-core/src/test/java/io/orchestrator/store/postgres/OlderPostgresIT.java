package io.orchestrator.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.orchestrator.store.Store;
import io.orchestrator.testkit.InstalledPostgres;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The same on a PostgreSQL before 18 as Debian packages it, which compiles to machine code what it
 * takes for expensive. It writes down the plan of each statement that it runs.
 */
@EnabledIf(
    value = "io.orchestrator.testkit.InstalledPostgres#isThere",
    disabledReason = "no PostgreSQL before 18 is installed (Debian: apt-get install postgresql-15)")
class OlderPostgresIT extends PostgresContracts {
  /** What such a server adds to the cost of a plan that it was asked not to make. */
  private static final String FORBIDDEN = "cost=1000";

  private static InstalledPostgres postgres;
  private static HikariDataSource source;
  private static Store store;

  @BeforeAll
  static void open() throws Exception {
    postgres =
        InstalledPostgres.start(
            Map.of("shared_preload_libraries", "auto_explain", "max_connections", "40"));
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(postgres.jdbcUrl());
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(0);
    source = new HikariDataSource(config);
    Flyway.configure().dataSource(source).load().migrate();
    JdbcClient sql = JdbcClient.create(source);
    assertThat(sql.sql("show jit").query(String.class).single()).isEqualTo("on");
    sql.sql("alter database postgres set auto_explain.log_min_duration = 0").update();
    source.getHikariPoolMXBean().softEvictConnections();
    store = new PostgresStore(source);
  }

  /** At the end, for it is about all statements of all cases. */
  @AfterAll
  static void noStatementIsCompiledOrPlannedAgainstItsWill() throws Exception {
    source.close();
    String words;
    try {
      words = postgres.words();
    } finally {
      postgres.close();
    }
    List<String> plans =
        Arrays.stream(words.split("\n(?=\\S)")).filter(entry -> entry.contains("plan:")).toList();
    assertThat(plans).hasSizeGreaterThan(1_000);
    assertThat(statements(plans, "JIT:")).as("compiled").isEmpty();
    assertThat(statements(plans, FORBIDDEN)).as("planned against its will").isEmpty();
  }

  private static Set<String> statements(List<String> plans, String mark) {
    return plans.stream()
        .filter(plan -> plan.contains(mark))
        .map(plan -> plan.substring(plan.indexOf("Query Text: "), plan.indexOf("cost=")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  Store store() {
    return store;
  }
}
