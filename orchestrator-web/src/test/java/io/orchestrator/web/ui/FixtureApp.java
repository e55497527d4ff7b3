package io.orchestrator.web.ui;

import io.orchestrator.administration.Pool;
import io.orchestrator.administration.Variable;
import io.orchestrator.connection.Connection;
import io.orchestrator.scheduler.Explainer;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.TriggerRate;
import io.orchestrator.scheduler.Undo;
import io.orchestrator.store.Administration;
import io.orchestrator.store.Queries;
import io.orchestrator.store.Store;
import io.orchestrator.tasklog.FileTaskLogHandler;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.web.ManagedFixture;
import io.orchestrator.web.SilentBell;
import io.orchestrator.web.WithoutDatabase;
import io.orchestrator.web.health.WorkHealth;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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
  ManagedFixture managed() {
    ManagedFixture managed = new ManagedFixture();
    Administration administration = managed.administration();
    administration.connections().create(aws(), ManagedFixture.MAKER);
    administration.connections().create(Connection.of("gone", "aws"), ManagedFixture.MAKER);
    administration.variables().create(new Variable("gone", "x", null), ManagedFixture.MAKER);
    administration.pools().create(new Pool("gone", 1, null, false), ManagedFixture.MAKER);
    return managed;
  }

  @Bean
  FixtureQueries queries(ManagedFixture managed) {
    return managed.queries();
  }

  @Bean
  FixtureStore store(Queries queries) {
    return new FixtureStore((FixtureQueries) queries);
  }

  @Bean
  WorkHealth work(Store store) {
    return new WorkHealth(store, () -> FixtureQueries.TROUBLES);
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
  TriggerRate triggerRate(InstantSource clock) {
    return new TriggerRate(100, clock);
  }

  @Bean
  Undo undo(Store store) {
    return new Undo(store, new SilentBell());
  }

  @Bean
  TaskLogReader logs() {
    Path none = Path.of("target", "no-task-logs");
    return new TaskLogReader(new FileTaskLogHandler(none), Optional.empty());
  }

  @Bean
  Supplier<UUID> ids() {
    return UUID::randomUUID;
  }

  @Bean
  InstantSource clock() {
    return Clock.fixed(FixtureQueries.NOW, ZoneOffset.UTC);
  }

  @Bean
  Administration administration(ManagedFixture managed) {
    return managed.administration();
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

  /** A secret under each word, flat and below others. */
  private static Connection aws() {
    Map<String, Object> extra = new HashMap<>(Map.of("region_name", "eu-central-1"));
    for (String name : SECRET_NAMES) {
      extra.put(name, "hunter3");
      extra.put("below_" + extra.size(), List.of(Map.of("headers", Map.of(name, "hunter4"))));
    }
    return Connection.of("aws_default", "aws")
        .withDescription("Local S3")
        .withCredentials("AKIA1", "hunter2")
        .withExtra(extra);
  }
}
