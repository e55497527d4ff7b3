package io.orchestrator.web.refusal;

import static tools.jackson.databind.cfg.CoercionInputShape.Boolean;
import static tools.jackson.databind.cfg.CoercionInputShape.EmptyString;
import static tools.jackson.databind.cfg.CoercionInputShape.Float;
import static tools.jackson.databind.cfg.CoercionInputShape.Integer;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Consumer;
import org.apache.catalina.core.StandardHost;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.type.LogicalType;

/** Makes every answer to a program JSON, its own refusals and those of framework and container. */
@Configuration(proxyBeanMethods = false)
class RefusalConfiguration implements WebMvcConfigurer {
  /** The routes that have an answer in more than one form. */
  private static final List<String> FORMS = List.of("/logs/", "/api/v2/dagSources/");

  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
    ContentNegotiationStrategy header = new HeaderContentNegotiationStrategy();
    configurer.strategies(
        List.of(
            request ->
                onlyJson(request.getNativeRequest(HttpServletRequest.class))
                    ? List.of(MediaType.APPLICATION_JSON)
                    : header.resolveMediaTypes(request)));
  }

  private static boolean onlyJson(@Nullable HttpServletRequest request) {
    String path = request == null ? "" : request.getRequestURI();
    return ProgramPaths.has(path) && FORMS.stream().noneMatch(path::contains);
  }

  @Override
  public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
    resolvers.add(0, new FrameworkRefusals());
  }

  /** A value of another type is refused at its field: never cut to fit, never read as something. */
  @Bean
  JsonMapperBuilderCustomizer valuesByType() {
    return json ->
        json.withCoercionConfig(LogicalType.Integer, wrong(Float, Boolean, EmptyString))
            .withCoercionConfig(LogicalType.Boolean, wrong(Integer, Float, EmptyString))
            .withCoercionConfig(LogicalType.Textual, wrong(Integer, Float, Boolean));
  }

  private static Consumer<MutableCoercionConfig> wrong(CoercionInputShape... shapes) {
    return config -> List.of(shapes).forEach(s -> config.setCoercion(s, CoercionAction.Fail));
  }

  /** What the firewall refuses, such as an address with a semicolon. */
  @Bean
  RequestRejectedHandler firewallRefusals() {
    RequestRejectedHandler page = new HttpStatusRequestRejectedHandler();
    return (request, response, refusal) -> {
      String path = request.getRequestURI();
      if (ProgramPaths.has(path)) {
        ContainerRefusals.unreadable(HttpStatus.BAD_REQUEST).write(path, response);
      } else {
        page.handle(request, response, refusal);
      }
    };
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerRefusals() {
    return factory ->
        factory.addContextCustomizers(
            context ->
                ((StandardHost) context.getParent())
                    .setErrorReportValveClass(ContainerRefusals.class.getName()));
  }
}
