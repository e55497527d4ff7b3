package io.orchestrator.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.connection.Connection;
import io.orchestrator.connection.SecretBox;
import io.orchestrator.crypto.tink.TinkSecretBox;
import io.orchestrator.store.AdministrationContract;
import io.orchestrator.store.ConnectionStore;
import io.orchestrator.store.PoolStore;
import io.orchestrator.store.UserStore;
import io.orchestrator.store.VariableStore;
import io.orchestrator.store.VariableStore.Variable;
import io.orchestrator.testkit.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;

/** The wiring, Hibernate's validation of the schema, and the administrative ports. */
class AdministrationIT {
  private static TestPostgres postgres;
  private static AnnotationConfigApplicationContext context;

  @BeforeAll
  static void open(@TempDir Path folder) {
    postgres = TestPostgres.create();
    context = new AnnotationConfigApplicationContext();
    context.registerBean(DataSource.class, postgres::dataSource);
    context.registerBean(
        SecretBox.class, () -> TinkSecretBox.ofKeyFile(folder.resolve("secret.key")));
    context.register(Jpa.class);
    context.refresh();
  }

  @AfterAll
  static void close() {
    context.close();
    postgres.close();
  }

  @Test
  void aVariableIsKeptEncrypted() {
    VariableStore variables = context.getBean(VariableStore.class);
    Variable region = new Variable("region", "eu-central-1 ü", "where");
    variables.save(region);
    assertThat(column("select value from variable where key = 'region'"))
        .singleElement()
        .asString()
        .doesNotContain("eu-central");
    variables.delete("region");
  }

  @Test
  void aConnectionKeepsPasswordAndExtraEncrypted() {
    ConnectionStore connections = context.getBean(ConnectionStore.class);
    Connection aws =
        new Connection(
            "aws_default",
            "aws",
            null,
            "localhost",
            "key",
            "hunter2",
            null,
            443,
            Map.of("region", "eu", "nested", Map.of("a", List.of(1, 2))));
    Connection bare = new Connection("bare", "http", null, null, null, null, null, null, Map.of());
    connections.save(aws);
    connections.save(bare);
    assertThat(connections.all()).containsExactly(aws, bare);
    assertThat(column("select concat(password, extra) from connection"))
        .noneMatch(text -> text.contains("hunter2") || text.contains("region"));
    JdbcClient.create(postgres.dataSource())
        .sql(
            "update connection set password = (select password from connection where "
                + "connection_id = 'aws_default') where connection_id = 'bare'")
        .update();
    assertThatThrownBy(() -> connections.find("bare"))
        .as("a sealed text does not open in another row")
        .isInstanceOf(SecretBox.SecretUnreadableException.class)
        .hasMessageContaining("connection/bare/password");
    connections.delete("bare");
  }

  private static List<String> column(String sql) {
    return JdbcClient.create(postgres.dataSource()).sql(sql).query(String.class).list();
  }

  @Nested
  class Contract extends AdministrationContract {
    @Override
    protected VariableStore variables() {
      return context.getBean(VariableStore.class);
    }

    @Override
    protected ConnectionStore connections() {
      return context.getBean(ConnectionStore.class);
    }

    @Override
    protected PoolStore pools() {
      return context.getBean(PoolStore.class);
    }

    @Override
    protected UserStore users() {
      return context.getBean(UserStore.class);
    }
  }

  /** What Spring Boot brings in the application. */
  @Configuration(proxyBeanMethods = false)
  @Import(PostgresStoreConfiguration.class)
  static class Jpa {
    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource source) {
      LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
      factory.setDataSource(source);
      factory.setPackagesToScan("io.orchestrator.store.postgres");
      factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
      factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "validate"));
      return factory;
    }

    @Bean
    PlatformTransactionManager transactionManager(LocalContainerEntityManagerFactoryBean factory) {
      return new JpaTransactionManager(Objects.requireNonNull(factory.getObject()));
    }
  }
}
