package io.orchestrator.web.execution;

import io.orchestrator.web.config.OrchestratorSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * The port at which workers are answered and have their streams, with threads and connections of
 * its own: whatever crowds the port of people and programs, heartbeats pass.
 */
@Component
public final class WorkersDoor
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  /** Calls of workers are short, and those that wait hold no thread. */
  private static final int THREADS = 32;

  private static final int READ_MILLIS = 10_000;

  /** Longer than a worker keeps a connection that it does not use: the worker closes it, not we. */
  private static final int KEPT_MILLIS = 90_000;

  private final Connector connector = new Connector();

  WorkersDoor(OrchestratorSettings settings) throws UnknownHostException {
    String host = settings.execution().host();
    connector.setPort(settings.execution().port());
    connector.setProperty("server", "");
    Http11NioProtocol http = (Http11NioProtocol) connector.getProtocolHandler();
    http.setAddress(InetAddress.getByName(host == null ? settings.web().host() : host));
    http.setMaxThreads(THREADS);
    http.setConnectionTimeout(READ_MILLIS);
    http.setKeepAliveTimeout(KEPT_MILLIS);
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addAdditionalConnectors(connector);
    factory.addContextCustomizers(
        context -> context.addServletContainerInitializer(new WsSci(), Set.of()));
  }

  /** Whether a request came through it. */
  public boolean leads(HttpServletRequest request) {
    return request.getLocalPort() == connector.getLocalPort();
  }

  /** The port that is open; as set, unless any was asked for. */
  public int port() {
    return connector.getLocalPort();
  }
}
