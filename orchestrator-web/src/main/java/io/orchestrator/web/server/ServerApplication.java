package io.orchestrator.web.server;

import io.orchestrator.web.config.OrchestratorSettings;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.env.MapPropertySource;

/** The server: scheduler, REST, UI and the task execution API in one Spring context. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(OrchestratorSettings.class)
@ComponentScan(
    basePackages = "io.orchestrator.web",
    // Another application, as those of tests, is no part of this one.
    excludeFilters = @Filter(SpringBootConfiguration.class))
public class ServerApplication {

  /** Starts it; returns when it answers requests. */
  public static ServletWebServerApplicationContext start(Map<String, Object> settings) {
    return start(settings, Map.of());
  }

  /**
   * Starts it; returns when it answers requests.
   *
   * @param settings by property name; files and the environment beat them
   * @param agreed by property name; nothing beats them
   */
  public static ServletWebServerApplicationContext start(
      Map<String, Object> settings, Map<String, Object> agreed) {
    SpringApplication application = new SpringApplication(ServerApplication.class);
    application.setDefaultProperties(settings);
    application.addInitializers(
        context ->
            context
                .getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("agreed", agreed)));
    application.setRegisterShutdownHook(false);
    return (ServletWebServerApplicationContext) application.run();
  }
}
