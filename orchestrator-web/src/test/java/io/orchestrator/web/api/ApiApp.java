package io.orchestrator.web.api;

import io.orchestrator.connection.Connection;
import io.orchestrator.scheduler.Explainer;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.store.ConnectionStore;
import io.orchestrator.store.PoolStore;
import io.orchestrator.store.Store;
import io.orchestrator.store.UserStore;
import io.orchestrator.store.VariableStore;
import io.orchestrator.tasklog.FileTaskLogHandler;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.testing.SettableClock;
import io.orchestrator.web.SilentBell;
import io.orchestrator.web.WithoutDatabase;
import io.orchestrator.web.config.OrchestratorSettings;
import io.orchestrator.web.health.TaskLogHealth;
import io.orchestrator.web.ui.FixtureQueries;
import io.orchestrator.web.ui.FixtureStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The API with its real security, over fixture data: for tests through HTTP. */
@SpringBootConfiguration
@WithoutDatabase
@EnableConfigurationProperties(OrchestratorSettings.class)
@ComponentScan({
  "io.orchestrator.web.api",
  "io.orchestrator.web.administration",
  "io.orchestrator.web.reading",
  "io.orchestrator.web.security"
})
public class ApiApp {

  static ServletWebServerApplicationContext start(Path logs) {
    SpringApplication app = new SpringApplication(ApiApp.class);
    return (ServletWebServerApplicationContext)
        app.run(
            "--fixture.logs=" + logs,
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--orchestrator.security.secret-key=0123456789abcdef0123456789abcdef",
            "--orchestrator.execution.worker-token=a-worker-token-of-the-test");
  }

  @Bean
  FixtureQueries queries() {
    return new FixtureQueries();
  }

  @Bean
  FixtureStore store(FixtureQueries queries) {
    return new FixtureStore(queries);
  }

  @Bean
  Explainer explainer(Store store) {
    return new Explainer(store);
  }

  @Bean
  Orders orders(Store store) {
    return new Orders(store, new SilentBell());
  }

  @Bean
  TaskLogReader logs(@Value("${fixture.logs}") Path folder) {
    return new TaskLogReader(new FileTaskLogHandler(folder), Optional.empty());
  }

  @Bean
  TaskLogHealth logHealth(@Value("${fixture.logs}") Path folder) {
    return new TaskLogHealth(new FileTaskLogHandler(folder));
  }

  @Bean
  SettableClock clock() {
    return new SettableClock(Clock.systemUTC().instant());
  }

  /** Three people, each with the password {@code pass} and the role they are called after. */
  @Bean
  UserStore userStore(ObjectProvider<PasswordEncoder> encoder) {
    return new People(encoder);
  }

  @Bean
  PoolStore pools() {
    return new Pools();
  }

  @Bean
  VariableStore variables() {
    return new Variables();
  }

  @Bean
  ConnectionStore connections() {
    return new Connections();
  }

  private static final class People implements UserStore {
    private final ObjectProvider<PasswordEncoder> encoder;
    private final List<User> users = new ArrayList<>();

    People(ObjectProvider<PasswordEncoder> encoder) {
      this.encoder = encoder;
    }

    @Override
    public Optional<User> find(String username) {
      return all().stream().filter(u -> u.username().equals(username)).findFirst();
    }

    @Override
    public synchronized List<User> all() {
      if (users.isEmpty()) {
        String hash = Objects.requireNonNull(encoder.getObject().encode("pass"));
        for (Role role : Role.values()) {
          users.add(new User(role.name().toLowerCase(Locale.ROOT), hash, role));
        }
      }
      return users;
    }

    @Override
    public boolean save(User user) {
      return users.add(user);
    }

    @Override
    public boolean delete(String username) {
      return users.removeIf(u -> u.username().equals(username));
    }
  }

  private static final class Pools implements PoolStore {
    private final List<Pool> pools =
        new ArrayList<>(List.of(new Pool("default_pool", 128, null, false)));

    @Override
    public Optional<Pool> find(String name) {
      return pools.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    @Override
    public List<Pool> all() {
      return pools;
    }

    @Override
    public boolean save(Pool pool) {
      pools.removeIf(p -> p.name().equals(pool.name()));
      return pools.add(pool);
    }

    @Override
    public boolean delete(String name) {
      return pools.removeIf(p -> p.name().equals(name));
    }
  }

  private static final class Variables implements VariableStore {
    private final List<Variable> variables =
        new ArrayList<>(
            List.of(
                new Variable("flights_landing", "s3://landing/flights/", null),
                new Variable("api_token", "hunter2", null)));

    @Override
    public Optional<Variable> find(String key) {
      return variables.stream().filter(v -> v.key().equals(key)).findFirst();
    }

    @Override
    public List<Variable> all() {
      return variables;
    }

    @Override
    public boolean save(Variable variable) {
      variables.removeIf(v -> v.key().equals(variable.key()));
      return variables.add(variable);
    }

    @Override
    public boolean delete(String key) {
      return variables.removeIf(v -> v.key().equals(key));
    }
  }

  private static final class Connections implements ConnectionStore {
    private final List<Connection> connections = new ArrayList<>();

    @Override
    public Optional<Connection> find(String id) {
      return connections.stream().filter(c -> c.connectionId().equals(id)).findFirst();
    }

    @Override
    public List<Connection> all() {
      return connections;
    }

    @Override
    public boolean save(Connection connection) {
      connections.removeIf(c -> c.connectionId().equals(connection.connectionId()));
      return connections.add(connection);
    }

    @Override
    public boolean delete(String id) {
      return connections.removeIf(c -> c.connectionId().equals(id));
    }
  }
}
