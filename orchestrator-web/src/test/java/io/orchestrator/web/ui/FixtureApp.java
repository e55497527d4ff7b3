package io.orchestrator.web.ui;

import io.orchestrator.administration.Pool;
import io.orchestrator.administration.Variable;
import io.orchestrator.connection.Connection;
import io.orchestrator.store.Administration;
import io.orchestrator.store.Snapshots;
import io.orchestrator.tasklog.FileTaskLogHandler;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.web.ManagedFixture;
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
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The pages alone, over fixture data, with an admin signed in: for rendering tests. */
@SpringBootConfiguration
@WithoutDatabase
@Import(PagesSurroundings.class)
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
  FixtureStore store(FixtureQueries queries) {
    return new FixtureStore(queries);
  }

  @Bean
  Snapshots snapshots(FixtureStore store) {
    return store.snapshots();
  }

  @Bean
  WorkHealth work() {
    return new WorkHealth(() -> FixtureQueries.TROUBLES);
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
  Administration administration(ManagedFixture managed) {
    return managed.administration();
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
