package io.orchestrator.web.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Lets a filter leave a body unread. Tomcat would otherwise wait for its rest once the request is
 * answered, with the thread that answered it.
 */
final class UnreadBodies extends ValveBase {
  private static final String LEAVE = UnreadBodies.class.getName();

  UnreadBodies() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Runnable leave =
        () -> request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    request.setAttribute(LEAVE, leave);
    getNext().invoke(request, response);
  }

  /** Its connection is closed after the answer, whose status must be that of an error. */
  static void leave(ServletRequest request) {
    if (request.getAttribute(LEAVE) instanceof Runnable leave) {
      leave.run();
    }
  }
}
