package io.orchestrator.web.server;

import java.time.Clock;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The process's clock, for what only this process needs: token ends, relative times on pages. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {
  @Bean
  InstantSource clock() {
    return Clock.systemUTC();
  }

  /** Ids that nobody can guess. */
  @Bean
  Supplier<UUID> ids() {
    return UUID::randomUUID;
  }
}
