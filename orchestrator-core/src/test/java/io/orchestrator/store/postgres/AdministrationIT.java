package io.orchestrator.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.connection.Connection;
import io.orchestrator.connection.SecretBox;
import io.orchestrator.crypto.tink.TinkSecretBox;
import io.orchestrator.store.ConnectionStore;
import io.orchestrator.store.PoolStore;
import io.orchestrator.store.PoolStore.Pool;
import io.orchestrator.store.UserStore;
import io.orchestrator.store.UserStore.Role;
import io.orchestrator.store.UserStore.User;
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
    assertThat(variables.save(region)).isTrue();
    assertThat(variables.save(region)).isFalse();
    assertThat(variables.find("region")).contains(region);
    assertThat(column("select value from variable where key = 'region'"))
        .singleElement()
        .asString()
        .doesNotContain("eu-central");
    assertThat(variables.delete("region")).isTrue();
    assertThat(variables.delete("region")).isFalse();
    assertThatThrownBy(() -> variables.save(new Variable("big", "x".repeat(65_537), null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65537 bytes");
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
    assertThat(connections.save(aws)).isTrue();
    assertThat(connections.save(bare)).isTrue();
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
  }

  @Test
  void theDefaultPoolIsThereAndStays() {
    PoolStore pools = context.getBean(PoolStore.class);
    assertThat(pools.find("default_pool")).map(Pool::slots).contains(128);
    assertThat(pools.save(new Pool("athena", 1, "queries", true))).isTrue();
    assertThat(pools.find("athena")).contains(new Pool("athena", 1, "queries", true));
    assertThat(pools.delete("athena")).isTrue();
    assertThatThrownBy(() -> pools.delete("default_pool"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aUserIsCreatedReplacedAndDeleted() {
    UserStore users = context.getBean(UserStore.class);
    assertThat(users.save(new User("anna", "{argon2}x", Role.ADMIN))).isTrue();
    assertThat(users.save(new User("anna", "{argon2}y", Role.VIEWER))).isFalse();
    assertThat(users.all()).containsExactly(new User("anna", "{argon2}y", Role.VIEWER));
    assertThat(users.delete("anna")).isTrue();
    assertThat(users.find("anna")).isEmpty();
  }

  private static List<String> column(String sql) {
    return JdbcClient.create(postgres.dataSource()).sql(sql).query(String.class).list();
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
