package io.orchestrator.web.server;

import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogHandlers;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.web.config.OrchestratorSettings;
import io.orchestrator.web.health.TaskLogHealth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where task logs end, how they are read, and whether that works. */
@Configuration(proxyBeanMethods = false)
class TaskLogConfiguration {
  @Bean(destroyMethod = "close")
  TaskLogHandler taskLogHandler(OrchestratorSettings settings) {
    return TaskLogHandlers.open(settings.logs().remote(), handlerSettings(settings.logs()));
  }

  @Bean
  TaskLogReader taskLogReader(TaskLogHandler handler, OrchestratorSettings settings) {
    return new TaskLogReader(handler, Optional.ofNullable(settings.logs().spool()));
  }

  @Bean
  TaskLogHealth taskLogHealth(TaskLogHandler handler) {
    return new TaskLogHealth(handler);
  }

  private static Map<String, String> handlerSettings(OrchestratorSettings.Logs logs) {
    Map<String, String> settings = new HashMap<>();
    put(settings, "endpoint", logs.endpoint());
    put(settings, "region", logs.region());
    put(settings, "access-key", logs.accessKey());
    put(settings, "secret-key", logs.secretKey());
    put(settings, "encryption", logs.encryption());
    return settings;
  }

  private static void put(Map<String, String> settings, String name, @Nullable String value) {
    if (value != null) {
      settings.put(name, value);
    }
  }
}
