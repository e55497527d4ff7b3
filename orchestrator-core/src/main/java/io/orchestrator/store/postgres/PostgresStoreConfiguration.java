package io.orchestrator.store.postgres;

import io.orchestrator.store.Queries;
import io.orchestrator.store.Store;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine's ports on PostgreSQL. Needs a {@link DataSource} with the migrated schema. */
@Configuration(proxyBeanMethods = false)
public class PostgresStoreConfiguration {

  @Bean
  Versions dagVersions() {
    return new Versions();
  }

  @Bean
  Store store(DataSource source, Versions dagVersions) {
    return new PostgresStore(Transactions.ofEngine(source), dagVersions);
  }

  @Bean
  Queries queries(DataSource source, Versions dagVersions) {
    return new PostgresQueries(Transactions.ofReading(source), dagVersions);
  }
}
