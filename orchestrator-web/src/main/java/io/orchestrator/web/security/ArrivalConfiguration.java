package io.orchestrator.web.security;

import io.orchestrator.web.config.OrchestratorSettings;
import io.orchestrator.web.execution.WorkersDoor;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/** What a request meets before anybody asks who sent it. */
@Configuration(proxyBeanMethods = false)
class ArrivalConfiguration {
  /** One works, one waits for the database. */
  private static final int REQUESTS_PER_CORE = 2;

  /** Nobody sees it, and it is enough for those in whose way a crowd stands. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

  private static final String SECURITY = "springSecurityFilterChain";

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadBodies() {
    return factory -> factory.addEngineValves(new UnreadBodies());
  }

  @Bean
  KnownCallers knownCallers(
      OrchestratorSettings settings, JwtDecoder tokens, SecurityContextRepository sessions) {
    return new KnownCallers(settings, tokens, sessions);
  }

  /** Before everything that needs a core. */
  @Bean
  FilterRegistrationBean<RequestTurns> turns(ObjectProvider<WorkersDoor> workers) {
    WorkersDoor door = workers.getIfAvailable();
    var filter =
        new RequestTurns(
            REQUESTS_PER_CORE * Runtime.getRuntime().availableProcessors(),
            LONGEST_WAIT,
            request -> door != null && door.leads(request));
    FilterRegistrationBean<RequestTurns> registration = new FilterRegistrationBean<>(filter);
    registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  /** Before the rest: what comes after it may need the body. */
  @Bean
  FilterRegistrationBean<Arrivals> arrivals(
      ObjectProvider<WorkersDoor> workers, KnownCallers callers, WebApplicationContext context) {
    // Workers and the scheduler keep at least half of the machine, and three quarters in a crowd.
    int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    var filter =
        new Arrivals(
            new Doors(workers.getIfAvailable()),
            callers,
            new LoginQueue(atOnce, ArrivalConfiguration::later),
            new DelegatingFilterProxy(SECURITY, context));
    FilterRegistrationBean<Arrivals> registration = new FilterRegistrationBean<>(filter);
    registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return registration;
  }

  private static void later(Duration length, Runnable work) {
    CompletableFuture.delayedExecutor(length.toNanos(), TimeUnit.NANOSECONDS).execute(work);
  }
}
