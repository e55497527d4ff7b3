package io.orchestrator.web.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.tomcat.util.http.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** A request whose body has been read before: to all who see it, it has just come in. */
final class WholeRequest extends HttpServletRequestWrapper {
  private static final String FORM = "application/x-www-form-urlencoded";
  private final byte[] body;
  private final Map<String, String[]> parameters;

  WholeRequest(HttpServletRequest request, byte[] body) {
    super(request);
    this.body = body;
    this.parameters = new LinkedHashMap<>(request.getParameterMap());
    String type = request.getContentType();
    if (type != null && type.startsWith(FORM)) {
      addForm();
    }
  }

  private void addForm() {
    Parameters form = new Parameters();
    form.setCharset(StandardCharsets.UTF_8);
    form.processParameters(body, 0, body.length);
    Collections.list(form.getParameterNames())
        .forEach(
            name ->
                parameters.merge(
                    name, form.getParameterValues(name), StringUtils::concatenateStringArrays));
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  @Override
  public ServletInputStream getInputStream() {
    return new Whole(new ByteArrayInputStream(body));
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public @Nullable String getParameter(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values[0];
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters.keySet());
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values.clone();
  }

  private static final class Whole extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Whole(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("All of it has been read.");
    }
  }
}
