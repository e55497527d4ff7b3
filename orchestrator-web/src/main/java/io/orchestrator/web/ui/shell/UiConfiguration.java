package io.orchestrator.web.ui.shell;

import io.orchestrator.web.ui.svg.GraphLayouts;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the pages share. */
@Configuration(proxyBeanMethods = false)
class UiConfiguration implements WebMvcConfigurer {
  private final InstantSource clock;

  UiConfiguration(InstantSource clock) {
    this.clock = clock;
  }

  @Bean
  GraphLayouts graphLayouts() {
    return new GraphLayouts();
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new MomentsResolver(clock));
  }
}
