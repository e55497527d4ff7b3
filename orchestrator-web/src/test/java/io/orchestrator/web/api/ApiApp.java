package io.orchestrator.web.api;

import io.orchestrator.administration.User;
import io.orchestrator.administration.User.Role;
import io.orchestrator.scheduler.Explainer;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.TriggerRate;
import io.orchestrator.store.Administration;
import io.orchestrator.store.Snapshots;
import io.orchestrator.store.Store;
import io.orchestrator.tasklog.FileTaskLogHandler;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.testing.SettableClock;
import io.orchestrator.web.ManagedFixture;
import io.orchestrator.web.SilentBell;
import io.orchestrator.web.WithoutDatabase;
import io.orchestrator.web.config.OrchestratorSettings;
import io.orchestrator.web.health.TaskLogHealth;
import io.orchestrator.web.health.WorkHealth;
import io.orchestrator.web.ui.FixtureQueries;
import io.orchestrator.web.ui.FixtureStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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
  "io.orchestrator.web.refusal",
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
  ManagedFixture managed() {
    return new ManagedFixture();
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
  Administration administration(ManagedFixture managed, PasswordEncoder encoder) {
    String hash = Objects.requireNonNull(encoder.encode("pass"));
    for (Role role : Role.values()) {
      User user = new User(role.name().toLowerCase(Locale.ROOT), hash, role);
      managed.administration().users().create(user, ManagedFixture.MAKER);
    }
    return managed.administration();
  }
}
