package io.orchestrator.web.execution;

import io.orchestrator.execution.http.Wire;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where workers open their streams, behind the same secret as their calls. */
@RestController
class StreamController {
  private static final String CONTAINER = ServerContainer.class.getName();
  private final ServerEndpointConfig config;

  StreamController(Streams streams) {
    this.config =
        ServerEndpointConfig.Builder.create(StreamEndpoint.class, Wire.STREAM)
            .configurator(new Endpoints(streams))
            .build();
  }

  /** Makes an endpoint for each connection. */
  private static final class Endpoints extends ServerEndpointConfig.Configurator {
    private final Streams streams;

    Endpoints(Streams streams) {
      this.streams = streams;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(new StreamEndpoint(streams));
    }
  }

  @GetMapping(Wire.STREAM)
  void open(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException, DeploymentException {
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      throw new RefusedCall(
          HttpStatus.UPGRADE_REQUIRED, "no_stream", "A stream is opened as a WebSocket.");
    }
    container(request).upgradeHttpToWebSocket(request, response, config, Map.of());
  }

  private static ServerContainer container(HttpServletRequest request) {
    return (ServerContainer)
        Objects.requireNonNull(request.getServletContext().getAttribute(CONTAINER));
  }
}
