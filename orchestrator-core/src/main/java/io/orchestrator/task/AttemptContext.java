package io.orchestrator.task;

import io.orchestrator.connection.Connection;
import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.XComBounds;
import io.orchestrator.operator.MissingConnectionException;
import io.orchestrator.operator.ProcessLauncher;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.template.TemplateContext;
import io.orchestrator.template.TemplateEngine;
import io.orchestrator.timetable.DataInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MessageFormatter;

/** What the code of one attempt sees. */
final class AttemptContext implements TaskContext {
  private static final TemplateEngine TEMPLATES = new TemplateEngine();

  /** What the names of facts about the earlier run that succeeded begin with. */
  private static final String PREVIOUS = "prev_";

  private final WorkItem item;
  private final Map<String, Object> params;
  private final TaskPorts ports;
  private final Facts facts;
  private final AttemptLookups lookups;
  private final TemplateContext templateContext;
  private @Nullable TemplateContext withPrevious;
  private final Map<String, String> pushed = new ConcurrentHashMap<>();
  private volatile Map<String, String> rendered = Map.of();
  private volatile @Nullable String externalId;

  AttemptContext(WorkItem item, Map<String, Object> params, TaskPorts ports, Facts facts) {
    this.item = item;
    this.params = params;
    this.ports = ports;
    this.facts = facts;
    this.externalId = item.begun().externalId();
    this.lookups = new AttemptLookups(item.task().taskId(), ports, pushed);
    this.templateContext =
        new TemplateContext(item.task(), item.run(), params, PreviousSuccess.NONE, lookups);
  }

  /** The earlier run is asked for by templates that name it, and only once. */
  private synchronized TemplateContext contextOf(String template) {
    if (!template.contains(PREVIOUS)) {
      return templateContext;
    }
    if (withPrevious == null) {
      withPrevious = templateContext.after(ports.previousSuccess());
    }
    return withPrevious;
  }

  /** Renders the declared fields, in order of their names, and shows them. */
  void renderFields(Map<String, String> templates) {
    Map<String, String> texts = new LinkedHashMap<>();
    new TreeMap<>(templates).forEach((field, template) -> texts.put(field, render(template)));
    rendered = Collections.unmodifiableMap(texts);
    if (!texts.isEmpty()) {
      facts.rendered(texts);
    }
  }

  /** The attempt is ended from outside. */
  void end() {
    lookups.end();
  }

  /** XComs pushed so far, by key, as JSON text. */
  Map<String, String> pushed() {
    return Map.copyOf(pushed);
  }

  void write(Level level, String text) {
    ports.log().line(level, text);
  }

  void write(Level level, Throwable thrown) {
    write(level, String.join("\n", StackText.of(thrown, ports.log().secrets())));
  }

  @Override
  public String dagId() {
    return item.task().dagId();
  }

  @Override
  public String runId() {
    return item.task().runId();
  }

  @Override
  public String taskId() {
    return item.task().taskId();
  }

  @Override
  public int mapIndex() {
    return item.task().mapIndex();
  }

  @Override
  public int tryNumber() {
    return item.task().tryNumber();
  }

  @Override
  public int maxTries() {
    return item.limits().maxTries();
  }

  @Override
  public Optional<Instant> logicalDate() {
    return Optional.ofNullable(item.run().logicalDate());
  }

  @Override
  public Optional<DataInterval> dataInterval() {
    return Optional.ofNullable(item.run().interval());
  }

  @Override
  public Map<String, Object> conf() {
    return item.run().conf();
  }

  @Override
  public Map<String, Object> params() {
    return params;
  }

  @Override
  public <P> P params(Class<P> type) {
    return XComJson.convert(params, type, "The params of run " + item.task().runId());
  }

  @Override
  public String rendered(String field) {
    String text = rendered.get(field);
    if (text == null) {
      throw new IllegalArgumentException(
          "Task %s declares no template field %s; it declares %s"
              .formatted(item.task().taskId(), field, rendered.keySet()));
    }
    return text;
  }

  @Override
  public String render(String template) {
    return TEMPLATES.render(template, contextOf(template));
  }

  @Override
  public Connection connection(String connectionId) {
    return findConnection(connectionId)
        .orElseThrow(() -> new MissingConnectionException(connectionId));
  }

  @Override
  public Optional<Connection> findConnection(String connectionId) {
    return lookups.find(connectionId);
  }

  @Override
  public Optional<String> variable(String key) {
    return lookups.variable(key);
  }

  @Override
  public <T> Optional<T> xcom(String taskId, String key, Class<T> type) {
    return lookups
        .xcomJson(taskId, key)
        .map(json -> XComJson.read(json, type, "XCom " + key + " of task " + taskId));
  }

  @Override
  public void pushXCom(String key, Object value) {
    XComBounds.ofKey(key)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    pushed.put(key, XComJson.write(value, "XCom " + key + " of task " + item.task().taskId()));
    XComJson.require(XComBounds.ofCount(pushed.size()));
  }

  @Override
  public void log(String format, Object... args) {
    write(Level.INFO, format, args);
  }

  @Override
  public void warn(String format, Object... args) {
    write(Level.WARN, format, args);
  }

  @Override
  public void error(String format, Object... args) {
    write(Level.ERROR, format, args);
  }

  @Override
  public Instant now() {
    return ports.clock().instant();
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    ports.pause(duration);
  }

  @Override
  public Optional<String> externalId() {
    return Optional.ofNullable(externalId);
  }

  @Override
  public void rememberExternalId(String id) {
    facts.externalId(id);
    externalId = id;
  }

  @Override
  public String idempotencyKey() {
    return item.token().taskInstanceId() + "-" + item.begun().firstTry();
  }

  @Override
  public void note(String name, Object value) {
    facts.note(name, value);
  }

  @Override
  public ProcessLauncher processes() {
    return ports.processes();
  }

  private void write(Level level, String format, Object... args) {
    FormattingTuple filled = MessageFormatter.arrayFormat(format, args);
    write(level, String.valueOf(filled.getMessage()));
    if (filled.getThrowable() != null) {
      write(level, filled.getThrowable());
    }
  }
}
