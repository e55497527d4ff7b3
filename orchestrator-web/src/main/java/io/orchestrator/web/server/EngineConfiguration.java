package io.orchestrator.web.server;

import io.orchestrator.connection.SecretBox;
import io.orchestrator.crypto.tink.TinkSecretBox;
import io.orchestrator.execution.AttemptTokens;
import io.orchestrator.execution.WorkerStreams;
import io.orchestrator.model.RunRetention;
import io.orchestrator.scheduler.ConnectedWorkers;
import io.orchestrator.scheduler.ExecutionService;
import io.orchestrator.scheduler.Explainer;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.OrdersInRuns;
import io.orchestrator.scheduler.Retention;
import io.orchestrator.scheduler.RetentionLoop;
import io.orchestrator.scheduler.RetentionRules;
import io.orchestrator.scheduler.Scheduler;
import io.orchestrator.scheduler.SchedulerLoop;
import io.orchestrator.scheduler.TriggerRate;
import io.orchestrator.scheduler.Undo;
import io.orchestrator.store.Administration;
import io.orchestrator.store.Member.Role;
import io.orchestrator.store.Store;
import io.orchestrator.store.Wakeups;
import io.orchestrator.store.jpa.JpaStoreConfiguration;
import io.orchestrator.store.postgres.PostgresStoreConfiguration;
import io.orchestrator.store.postgres.PostgresWakeups;
import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.wakeup.quartz.QuartzAlarmClock;
import io.orchestrator.web.config.OrchestratorSettings;
import io.orchestrator.web.health.WorkHealth;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The engine's parts: store, scheduler, alarm clock, task execution API. */
@Configuration(proxyBeanMethods = false)
@Import({PostgresStoreConfiguration.class, JpaStoreConfiguration.class})
class EngineConfiguration {
  @Bean
  Node node() {
    return Node.ofThisProcess();
  }

  @Bean
  SecretBox secretBox(OrchestratorSettings settings) {
    return TinkSecretBox.ofKeyFile(settings.security().encryptionKeyFile());
  }

  @Bean
  AttemptTokens attemptTokens(OrchestratorSettings settings) {
    return new AttemptTokens(settings.security().secretKey());
  }

  @Bean
  Wakeups wakeups(
      @Qualifier(PostgresStoreConfiguration.ENGINE_CONNECTIONS) DataSource source, Node node) {
    return new PostgresWakeups(source, node.name());
  }

  @Bean
  LoopBell loopBell() {
    return new LoopBell();
  }

  @Bean(destroyMethod = "close")
  QuartzAlarmClock alarmClock(Node node, InstantSource clock, LoopBell bell) {
    return new QuartzAlarmClock(node.name(), clock, bell);
  }

  @Bean(destroyMethod = "")
  SchedulerLoop schedulerLoop(
      @Qualifier(PostgresStoreConfiguration.ENGINE_STORE) Store store,
      OrchestratorSettings settings,
      InstantSource clock,
      Node node,
      QuartzAlarmClock alarm,
      Wakeups wakeups,
      LoopBell bell) {
    Scheduler scheduler =
        new Scheduler(store, clock, UUID::randomUUID, settings.execution().lease());
    SchedulerLoop loop =
        new SchedulerLoop(
            scheduler,
            store,
            settings.scheduler().sweep(),
            node.member(Role.SCHEDULER),
            new SchedulerLoop.Nodes(alarm, wakeups));
    bell.rings(loop);
    return loop;
  }

  /** By the connections of people: it waits when they take all, and the engine does not. */
  @Bean(destroyMethod = "")
  RetentionLoop retentionLoop(Store store, TaskLogHandler logs, OrchestratorSettings settings) {
    OrchestratorSettings.Retention kept = settings.retention();
    RetentionRules rules =
        new RetentionRules(
            new RunRetention(kept.maxAge(), kept.maxRuns()), kept.auditMaxAge(), kept.logs());
    return new RetentionLoop(new Retention(store, logs, rules));
  }

  @Bean
  EngineLifecycle engineLifecycle(
      SchedulerLoop loop, RetentionLoop retention, Wakeups wakeups, OrchestratorSettings settings) {
    return new EngineLifecycle(loop, retention, wakeups, settings.scheduler().enabled());
  }

  @Bean
  Undo undo(Store store, SchedulerLoop loop, OrchestratorSettings settings) {
    return new Undo(store, loop, settings.web().undo());
  }

  @Bean
  Orders orders(Store store, SchedulerLoop loop) {
    return new Orders(store, loop);
  }

  @Bean
  OrdersInRuns ordersInRuns(Store store, SchedulerLoop loop) {
    return new OrdersInRuns(store, loop);
  }

  @Bean
  TriggerRate triggerRate(OrchestratorSettings settings, InstantSource clock) {
    return new TriggerRate(settings.scheduler().triggersPerMinute(), clock);
  }

  @Bean
  Explainer explainer(Store store, SchedulerLoop loop) {
    return new Explainer(store, loop::trouble);
  }

  @Bean
  WorkHealth workHealth(SchedulerLoop loop) {
    return new WorkHealth(loop::troubles);
  }

  @Bean
  ExecutionService executionService(
      @Qualifier(PostgresStoreConfiguration.ENGINE_STORE) Store store,
      SchedulerLoop loop,
      Administration administration,
      OrchestratorSettings settings) {
    return new ExecutionService(store, loop, administration, settings.execution().lease());
  }

  @Bean
  WorkerStreams workerStreams(
      @Qualifier(PostgresStoreConfiguration.ENGINE_STORE) Store store,
      SchedulerLoop loop,
      ExecutionService service) {
    return new ConnectedWorkers(store, loop, service);
  }
}
