package io.orchestrator.web.server;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import io.orchestrator.store.postgres.PostgresStoreConfiguration;
import io.orchestrator.web.config.OrchestratorSettings;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Two ways to the database: for people, programs and the loader, who are told soon when there is no
 * connection for them; and for the engine, whose heartbeats never wait behind those.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  /** As patient as a worker, who repeats a call anyway. */
  private static final long ENGINES_PATIENCE_MILLIS = 5_000;

  @Bean
  ImpatientDataSource connections(
      DataSourceProperties database, Environment environment, InstantSource clock) {
    return new ImpatientDataSource(pool("people", database, environment), clock);
  }

  @Bean(name = PostgresStoreConfiguration.ENGINE_CONNECTIONS, defaultCandidate = false)
  HikariDataSource engineConnections(
      DataSourceProperties database, Environment environment, OrchestratorSettings settings) {
    HikariDataSource pool = pool("engine", database, environment);
    pool.setMaximumPoolSize(settings.database().enginePoolSize());
    pool.setConnectionTimeout(ENGINES_PATIENCE_MILLIS);
    return pool;
  }

  private static HikariDataSource pool(
      String name, DataSourceProperties database, Environment environment) {
    HikariDataSource pool =
        database.initializeDataSourceBuilder().type(HikariDataSource.class).build();
    Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(pool));
    pool.setPoolName(name);
    pool.setDataSource(
        new PersistentDataSource(
            new DriverDataSource(
                pool.getJdbcUrl(),
                pool.getDriverClassName(),
                pool.getDataSourceProperties(),
                pool.getUsername(),
                pool.getPassword()),
            length -> TimeUnit.MILLISECONDS.sleep(length.toMillis())));
    return pool;
  }
}
