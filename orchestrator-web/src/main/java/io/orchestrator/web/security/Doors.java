package io.orchestrator.web.security;

import io.orchestrator.execution.http.Wire;
import io.orchestrator.web.execution.WorkersDoor;
import io.orchestrator.web.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Which port answers whom: one workers, the other people and programs.
 *
 * @param workers absent when there is one port for all
 */
record Doors(@Nullable WorkersDoor workers) {
  private static final String CODE = "other_port";

  /** Whether a request came to the port of others; it is answered then. */
  boolean refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    boolean ofWorker = request.getRequestURI().startsWith(Wire.ROOT + "/");
    if (workers == null || ofWorker == workers.leads(request)) {
      return false;
    }
    String detail =
        ofWorker
            ? "Workers are answered on a port of their own, orchestrator.execution.port: here it is"
                + " "
                + workers.port()
                + ". Name that port in the worker's --server."
            : "Only workers are answered here. The port of people and programs is"
                + " orchestrator.web.port.";
    Refusal.of(HttpStatus.NOT_FOUND, CODE, detail).write(request.getRequestURI(), response);
    return true;
  }
}
