package io.orchestrator.store.jpa;

import io.orchestrator.administration.Kind;
import io.orchestrator.connection.SecretBox;
import io.orchestrator.store.Administration;
import io.orchestrator.store.jpa.JpaManagedStore.Rows;
import jakarta.persistence.EntityManager;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What admins manage, by JPA. Needs the migrated schema, an entity manager factory with its
 * transaction manager (Spring Boot brings both) and a {@link SecretBox}.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = JpaStoreConfiguration.class)
@EnableJpaRepositories(
    basePackageClasses = JpaStoreConfiguration.class,
    bootstrapMode = BootstrapMode.LAZY)
public class JpaStoreConfiguration {

  @Bean
  JpaTransactions administrationTransactions(
      EntityManager entities, PlatformTransactionManager manager) {
    return new JpaTransactions(entities, manager);
  }

  @Bean
  Administration administration(
      PoolRepository pools,
      VariableRepository variables,
      ConnectionRepository connections,
      UserRepository users,
      AuditRepository audit,
      SecretBox box,
      JpaTransactions transactions) {
    return new Administration(
        new JpaManagedStore<>(
            Kind.POOL,
            new Rows<>(pools, "name", PoolEntity::of, PoolEntity::value),
            audit,
            transactions),
        new JpaManagedStore<>(
            Kind.VARIABLE,
            new Rows<>(variables, "key", v -> VariableEntity.of(v, box), row -> row.value(box)),
            audit,
            transactions),
        new JpaManagedStore<>(
            Kind.CONNECTION,
            new Rows<>(
                connections,
                "connectionId",
                c -> ConnectionEntity.of(c, box),
                row -> row.value(box)),
            audit,
            transactions),
        new JpaManagedStore<>(
            Kind.USER,
            new Rows<>(users, "username", UserEntity::of, UserEntity::value),
            audit,
            transactions));
  }
}
