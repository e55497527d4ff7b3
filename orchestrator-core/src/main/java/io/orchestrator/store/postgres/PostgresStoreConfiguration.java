package io.orchestrator.store.postgres;

import io.orchestrator.store.Queries;
import io.orchestrator.store.Snapshots;
import io.orchestrator.store.Store;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The engine's ports on PostgreSQL. Needs a {@link DataSource} with the migrated schema, and
 * another to it, called {@value #ENGINE_CONNECTIONS}, that nobody but the engine takes connections
 * from.
 */
@Configuration(proxyBeanMethods = false)
public class PostgresStoreConfiguration {
  /** Name of the engine's own data source. */
  public static final String ENGINE_CONNECTIONS = "engineConnections";

  /** Name of the store on it. */
  public static final String ENGINE_STORE = "engineStore";

  @Bean
  Versions dagVersions() {
    return new Versions();
  }

  @Bean
  Store store(DataSource source, Versions dagVersions) {
    return new PostgresStore(Transactions.ofEngine(source), dagVersions);
  }

  @Bean(name = ENGINE_STORE, defaultCandidate = false)
  Store engineStore(@Qualifier(ENGINE_CONNECTIONS) DataSource source, Versions dagVersions) {
    return new PostgresStore(Transactions.ofEngine(source), dagVersions);
  }

  @Bean
  Queries queries(DataSource source, Versions dagVersions) {
    return new PostgresQueries(Transactions.ofReading(source), dagVersions);
  }

  @Bean
  Snapshots snapshots(DataSource source, Versions dagVersions) {
    return new PostgresSnapshots(Transactions.ofReading(source), dagVersions);
  }
}
