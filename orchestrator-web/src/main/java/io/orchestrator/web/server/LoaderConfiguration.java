package io.orchestrator.web.server;

import io.orchestrator.administration.Pool;
import io.orchestrator.loader.DagBundles;
import io.orchestrator.loader.DagFolder;
import io.orchestrator.loader.DefinitionLanes;
import io.orchestrator.scheduler.SchedulerLoop;
import io.orchestrator.store.Administration;
import io.orchestrator.store.Member.Role;
import io.orchestrator.store.Store;
import io.orchestrator.web.config.OrchestratorSettings;
import io.orchestrator.web.health.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The loader: DAG folders, looked at over and over. */
@Configuration(proxyBeanMethods = false)
class LoaderConfiguration {
  @Bean(destroyMethod = "close")
  DagBundles dagBundles(Store store, Administration administration, OrchestratorSettings settings) {
    OrchestratorSettings.Dags dags = settings.dags();
    List<DagFolder> folders = new ArrayList<>();
    folders.add(new DagFolder("dags", dags.folder()));
    if (dags.examples() != null) {
      folders.add(new DagFolder("examples", dags.examples()));
    }
    return new DagBundles(
        store,
        folders,
        new DefinitionLanes(dags.loadTimeout()),
        dags.pausedAtCreation(),
        dags.jars(),
        () -> administration.pools().all().stream().map(Pool::name).collect(Collectors.toSet()));
  }

  @Bean
  LoaderLoop loaderLoop(
      DagBundles bundles,
      Store store,
      Node node,
      SchedulerLoop scheduler,
      Readiness readiness,
      OrchestratorSettings settings) {
    return new LoaderLoop(
        bundles,
        store,
        node.member(Role.LOADER),
        scheduler::wake,
        readiness,
        settings.dags().refresh());
  }
}
