package io.orchestrator.web.ui;

import io.orchestrator.connection.Connection;
import io.orchestrator.scheduler.Explainer;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.store.ConnectionStore;
import io.orchestrator.store.PoolStore;
import io.orchestrator.store.Queries;
import io.orchestrator.store.Store;
import io.orchestrator.store.VariableStore;
import io.orchestrator.tasklog.FileTaskLogHandler;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.web.SilentBell;
import io.orchestrator.web.WithoutDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** The pages alone, over fixture data, with an admin signed in: for rendering tests. */
@SpringBootConfiguration
@WithoutDatabase
@ComponentScan({
  "io.orchestrator.web.ui",
  "io.orchestrator.web.administration",
  "io.orchestrator.web.reading"
})
public class FixtureApp {

  static ServletWebServerApplicationContext start(int port) {
    SpringApplication app = new SpringApplication(FixtureApp.class);
    return (ServletWebServerApplicationContext)
        app.run(
            "--server.port=" + port,
            "--server.address=127.0.0.1",
            "--spring.main.banner-mode=off",
            "--spring.thymeleaf.prefix=" + System.getProperty("templates", "classpath:/templates/"),
            "--spring.thymeleaf.cache=false");
  }

  /** To look at the pages by hand: the port is the first argument. */
  public static void main(String[] args) {
    start(Integer.parseInt(args[0]));
  }

  @Bean
  FixtureQueries queries() {
    return new FixtureQueries();
  }

  @Bean
  FixtureStore store(Queries queries) {
    return new FixtureStore((FixtureQueries) queries);
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
  TaskLogReader logs() {
    Path none = Path.of("target", "no-task-logs");
    return new TaskLogReader(new FileTaskLogHandler(none), Optional.empty());
  }

  @Bean
  InstantSource clock() {
    return Clock.fixed(FixtureQueries.NOW, ZoneOffset.UTC);
  }

  @Bean
  PoolStore pools() {
    return new FixturePools();
  }

  @Bean
  VariableStore variables() {
    return new FixtureVariables();
  }

  @Bean
  ConnectionStore connections() {
    return new FixtureConnections();
  }

  @Bean
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(a -> a.anyRequest().permitAll())
        .addFilterBefore(
            (request, response, chain) -> {
              SecurityContextHolder.getContext()
                  .setAuthentication(
                      UsernamePasswordAuthenticationToken.authenticated(
                          "anna",
                          null,
                          AuthorityUtils.createAuthorityList(
                              "ROLE_VIEWER", "ROLE_OPERATOR", "ROLE_ADMIN")));
              chain.doFilter(request, response);
            },
            AuthorizationFilter.class)
        .build();
  }

  private static final class FixturePools implements PoolStore {
    @Override
    public Optional<Pool> find(String name) {
      return all().stream().filter(p -> p.name().equals(name)).findFirst();
    }

    @Override
    public List<Pool> all() {
      return List.of(new Pool("default_pool", 128, null, false));
    }

    @Override
    public boolean save(Pool pool) {
      return true;
    }

    @Override
    public boolean delete(String name) {
      return true;
    }
  }

  private static final class FixtureVariables implements VariableStore {
    @Override
    public Optional<Variable> find(String key) {
      return all().stream().filter(v -> v.key().equals(key)).findFirst();
    }

    @Override
    public List<Variable> all() {
      return List.of(
          new Variable("flights_landing", "s3://landing/flights/", "Where the day's files arrive"),
          new Variable("api_token", "hunter2", null));
    }

    @Override
    public boolean save(Variable variable) {
      return true;
    }

    @Override
    public boolean delete(String key) {
      return true;
    }
  }

  private static final class FixtureConnections implements ConnectionStore {
    private static final List<String> SECRET_NAMES =
        List.of(
            "Authorization",
            "access_key",
            "access_token",
            "api_key",
            "connection_string",
            "credentials",
            "keyfile_dict",
            "passphrase",
            "passwd",
            "password",
            "private_key",
            "secret");

    @Override
    public Optional<Connection> find(String id) {
      return all().stream().filter(c -> c.connectionId().equals(id)).findFirst();
    }

    @Override
    public List<Connection> all() {
      return List.of(
          new Connection(
              "aws_default", "aws", "Local S3", null, "AKIA1", "hunter2", null, null, extra()));
    }

    /** A secret under each word, flat and below others. */
    private static Map<String, Object> extra() {
      Map<String, Object> extra = new HashMap<>(Map.of("region_name", "eu-central-1"));
      for (String name : SECRET_NAMES) {
        extra.put(name, "hunter3");
        extra.put("below_" + extra.size(), List.of(Map.of("headers", Map.of(name, "hunter4"))));
      }
      return extra;
    }

    @Override
    public boolean save(Connection connection) {
      return true;
    }

    @Override
    public boolean delete(String id) {
      return true;
    }
  }
}
