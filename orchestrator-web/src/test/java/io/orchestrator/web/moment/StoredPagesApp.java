package io.orchestrator.web.moment;

import io.orchestrator.administration.Managed;
import io.orchestrator.store.Administration;
import io.orchestrator.store.ManagedStore;
import io.orchestrator.store.postgres.PostgresStoreConfiguration;
import io.orchestrator.tasklog.FileTaskLogHandler;
import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.testkit.Meanwhile;
import io.orchestrator.testkit.TestPostgres;
import io.orchestrator.web.ManagedFixture;
import io.orchestrator.web.WithoutDatabase;
import io.orchestrator.web.health.WorkHealth;
import io.orchestrator.web.ui.FixtureApp;
import io.orchestrator.web.ui.PagesSurroundings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The pages over a real PostgreSQL, which others write to; with an admin signed in. */
@SpringBootConfiguration
@WithoutDatabase
@Import({PostgresStoreConfiguration.class, PagesSurroundings.class})
@ComponentScan(
    basePackages = {
      "io.orchestrator.web.ui",
      "io.orchestrator.web.administration",
      "io.orchestrator.web.reading"
    },
    excludeFilters =
        @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = FixtureApp.class))
public class StoredPagesApp {

  static ServletWebServerApplicationContext start() {
    return (ServletWebServerApplicationContext)
        new SpringApplication(StoredPagesApp.class)
            .run("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off");
  }

  /** How many connections of the pages were in use whenever something else was read. */
  record Held(List<Integer> connections) {}

  @Bean
  Held held() {
    return new Held(new CopyOnWriteArrayList<>());
  }

  @Bean
  TestPostgres postgres() {
    return TestPostgres.create();
  }

  @Bean
  Meanwhile meanwhile(TestPostgres postgres) {
    return new Meanwhile(postgres.dataSource());
  }

  @Bean(name = PostgresStoreConfiguration.ENGINE_CONNECTIONS, defaultCandidate = false)
  DataSource engineConnections(TestPostgres postgres) {
    return postgres.dataSource();
  }

  @Bean
  WorkHealth work() {
    return new WorkHealth(List::of);
  }

  @Bean
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Bean
  TaskLogReader logs(Meanwhile meanwhile, Held held) {
    TaskLogHandler files = new FileTaskLogHandler(Path.of("target", "no-task-logs"));
    return new TaskLogReader(
        watched(TaskLogHandler.class, files, meanwhile, held), Optional.empty());
  }

  @Bean
  Administration administration(Meanwhile meanwhile, Held held) {
    Administration all = new ManagedFixture().administration();
    return new Administration(
        all.pools(),
        managed(all.variables(), meanwhile, held),
        managed(all.connections(), meanwhile, held),
        all.users());
  }

  @SuppressWarnings("unchecked")
  private static <T extends Managed> ManagedStore<T> managed(
      ManagedStore<T> store, Meanwhile meanwhile, Held held) {
    return watched(ManagedStore.class, store, meanwhile, held);
  }

  private static <P> P watched(Class<P> port, P real, Meanwhile meanwhile, Held held) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              held.connections().add(meanwhile.open());
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
