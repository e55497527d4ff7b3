package io.orchestrator.store.postgres;

import io.orchestrator.connection.SecretBox;
import io.orchestrator.store.ConnectionStore;
import io.orchestrator.store.PoolStore;
import io.orchestrator.store.Queries;
import io.orchestrator.store.Store;
import io.orchestrator.store.UserStore;
import io.orchestrator.store.VariableStore;
import javax.sql.DataSource;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * All ports on PostgreSQL. Needs a {@link DataSource} with the migrated schema, an entity manager
 * factory with its transaction manager (Spring Boot brings both) and a {@link SecretBox}.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = PostgresStoreConfiguration.class)
@EnableJpaRepositories(
    basePackageClasses = PostgresStoreConfiguration.class,
    bootstrapMode = BootstrapMode.LAZY)
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

  @Bean
  Administration storeAdministration(PlatformTransactionManager manager) {
    return new Administration(manager);
  }

  @Bean
  VariableStore variableStore(
      VariableRepository rows, SecretBox secrets, Administration storeAdministration) {
    return new PostgresVariableStore(rows, secrets, storeAdministration);
  }

  @Bean
  ConnectionStore connectionStore(
      ConnectionRepository rows, SecretBox secrets, Administration storeAdministration) {
    return new PostgresConnectionStore(rows, secrets, storeAdministration);
  }

  @Bean
  PoolStore poolStore(PoolRepository rows, Administration storeAdministration) {
    return new PostgresPoolStore(rows, storeAdministration);
  }

  @Bean
  UserStore userStore(UserRepository rows, Administration storeAdministration) {
    return new PostgresUserStore(rows, storeAdministration);
  }
}
