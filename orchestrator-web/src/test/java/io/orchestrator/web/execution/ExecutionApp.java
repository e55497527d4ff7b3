package io.orchestrator.web.execution;

import io.orchestrator.administration.User;
import io.orchestrator.administration.User.Role;
import io.orchestrator.execution.AttemptTokens;
import io.orchestrator.execution.WorkerStreams;
import io.orchestrator.scheduler.AlarmClock;
import io.orchestrator.scheduler.ConnectedWorkers;
import io.orchestrator.scheduler.Dispatch;
import io.orchestrator.scheduler.ExecutionService;
import io.orchestrator.scheduler.ManualScheduler;
import io.orchestrator.scheduler.Scheduler;
import io.orchestrator.scheduler.SchedulerLoop;
import io.orchestrator.store.Administration;
import io.orchestrator.store.Member;
import io.orchestrator.store.Wakeups;
import io.orchestrator.store.memory.InMemoryStore;
import io.orchestrator.web.WithoutDatabase;
import io.orchestrator.web.config.OrchestratorSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The workers' door with its real security, before a scheduler driven by hand. */
@SpringBootConfiguration
@WithoutDatabase
@EnableConfigurationProperties(OrchestratorSettings.class)
@ComponentScan({"io.orchestrator.web.execution", "io.orchestrator.web.security"})
public class ExecutionApp {
  static final String SECRET = "a-worker-token-of-the-test";
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  static ServletWebServerApplicationContext start() {
    return start("hand");
  }

  /** With a thread that drives the scheduler, so that polls wait. */
  static ServletWebServerApplicationContext startLoop() {
    return start("loop");
  }

  private static ServletWebServerApplicationContext start(String driven) {
    return (ServletWebServerApplicationContext)
        new SpringApplication(ExecutionApp.class)
            .run(
                "--test.driven-by=" + driven,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--orchestrator.execution.port=0",
                "--orchestrator.security.secret-key=0123456789abcdef0123456789abcdef",
                "--orchestrator.execution.worker-token=" + SECRET);
  }

  static int peoplesPort(ServletWebServerApplicationContext app) {
    return Objects.requireNonNull(app.getWebServer()).getPort();
  }

  static int workersPort(ServletWebServerApplicationContext app) {
    return app.getBean(WorkersDoor.class).port();
  }

  @Bean
  InstantSource clock() {
    AtomicLong looks = new AtomicLong();
    return () -> NOON.plusMillis(looks.incrementAndGet());
  }

  @Bean
  InMemoryStore store(InstantSource clock) {
    return new InMemoryStore(clock);
  }

  @Bean
  Scheduler scheduler(InMemoryStore store, InstantSource clock) {
    AtomicLong epochs = new AtomicLong();
    return new Scheduler(store, clock, () -> new UUID(epochs.incrementAndGet(), 0), LEASE);
  }

  @Bean
  @ConditionalOnProperty(name = "test.driven-by", havingValue = "hand")
  ManualScheduler hand(Scheduler scheduler) {
    return new ManualScheduler(scheduler);
  }

  @Bean(initMethod = "start")
  @ConditionalOnProperty(name = "test.driven-by", havingValue = "loop")
  SchedulerLoop loop(Scheduler scheduler, InMemoryStore store) {
    return new SchedulerLoop(
        scheduler,
        store,
        Duration.ofSeconds(1),
        new Member.Identity("s", Member.Role.SCHEDULER, "host", 1, 0, List.of()),
        new SchedulerLoop.Nodes(new NoAlarm(), new NoOtherNodes()));
  }

  private static final class NoAlarm implements AlarmClock {
    @Override
    public void ringAfter(Duration delay) {}

    @Override
    public void close() {}
  }

  private static final class NoOtherNodes implements Wakeups {
    @Override
    public void publish(Collection<Long> runPks) {}

    @Override
    public Subscription listen(LongConsumer changed, Runnable missed) {
      return () -> {};
    }
  }

  @Bean
  ExecutionService service(InMemoryStore store, Dispatch dispatch) {
    return new ExecutionService(store, dispatch, store.administration(), LEASE);
  }

  @Bean
  WorkerStreams workerStreams(InMemoryStore store, Dispatch dispatch, ExecutionService service) {
    return new ConnectedWorkers(store, dispatch, service);
  }

  @Bean
  AttemptTokens tokens() {
    return new AttemptTokens("0123456789abcdef0123456789abcdef");
  }

  @Bean
  Administration administration(InMemoryStore store, PasswordEncoder encoder) {
    String hash = Objects.requireNonNull(encoder.encode("pass"));
    store.administration().users().create(new User("admin", hash, Role.ADMIN), "test");
    return store.administration();
  }
}
