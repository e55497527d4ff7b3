package io.orchestrator.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.administration.Variable;
import io.orchestrator.connection.Connection;
import io.orchestrator.connection.SecretBox;
import io.orchestrator.crypto.tink.TinkSecretBox;
import io.orchestrator.store.Administration;
import io.orchestrator.store.AdministrationContract;
import io.orchestrator.store.ManagedStore;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreRefusedException;
import io.orchestrator.store.postgres.PostgresStore;
import io.orchestrator.testkit.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    ManagedStore<Variable> variables = administration().variables();
    Variable region = new Variable("region", "eu-central-1 ü", "where");
    variables.save(region, "anna");
    assertThat(column("select value from variable where key = 'region'"))
        .singleElement()
        .asString()
        .doesNotContain("eu-central");
    variables.delete("region", "anna");
  }

  @Test
  void aConnectionKeepsPasswordAndExtraEncrypted() {
    ManagedStore<Connection> connections = administration().connections();
    Connection aws =
        Connection.of("aws_default", "aws")
            .withEndpoint("localhost", 443, null)
            .withCredentials("key", "hunter2")
            .withExtra(Map.of("region", "eu", "nested", Map.of("a", List.of(1, 2))));
    Connection bare = Connection.of("bare", "http");
    connections.save(aws, "anna");
    connections.save(bare, "anna");
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
    connections.delete("bare", "anna");
  }

  @Test
  void aChangeWhoseRowCannotBeLoggedIsNotMade() {
    JdbcClient.create(postgres.dataSource())
        .sql("alter table audit add constraint nobody check (actor <> 'nobody')")
        .update();
    ManagedStore<Variable> variables = administration().variables();
    variables.save(new Variable("kept", "old", null), "anna");
    assertThatThrownBy(() -> variables.save(new Variable("kept", "new", null), "nobody"))
        .isInstanceOf(StoreRefusedException.class);
    assertThatThrownBy(() -> variables.create(new Variable("fresh", "new", null), "nobody"))
        .isInstanceOf(StoreRefusedException.class);
    assertThatThrownBy(() -> variables.delete("kept", "nobody"))
        .isInstanceOf(StoreRefusedException.class);
    assertThat(variables.find("kept")).map(Variable::value).contains("old");
    assertThat(variables.find("fresh")).isEmpty();
    variables.delete("kept", "anna");
  }

  @Test
  void ofTwoWhoMakeTheSameAtOnceOneIsTold() throws Exception {
    ManagedStore<Variable> variables = administration().variables();
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 20; i++) {
        Variable same = new Variable("same" + i, "x", null);
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<Boolean> make =
            () -> {
              start.await();
              return variables.create(same, "anna");
            };
        Future<Boolean> one = both.submit(make);
        Future<Boolean> other = both.submit(make);
        assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(true, false);
        variables.delete(same.key(), "anna");
      }
    } finally {
      both.shutdown();
    }
  }

  private static Administration administration() {
    return context.getBean(Administration.class);
  }

  private static List<String> column(String sql) {
    return JdbcClient.create(postgres.dataSource()).sql(sql).query(String.class).list();
  }

  @Nested
  class Contract extends AdministrationContract {
    @Override
    protected Administration administration() {
      return AdministrationIT.administration();
    }

    @Override
    protected Store store() {
      return new PostgresStore(postgres.dataSource());
    }
  }

  /** What Spring Boot brings in the application. */
  @Configuration(proxyBeanMethods = false)
  @Import(JpaStoreConfiguration.class)
  static class Jpa {
    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource source) {
      LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
      factory.setDataSource(source);
      factory.setPackagesToScan("io.orchestrator.store.jpa");
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
