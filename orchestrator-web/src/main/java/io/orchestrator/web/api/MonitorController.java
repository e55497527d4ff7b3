package io.orchestrator.web.api;

import io.orchestrator.store.Member;
import io.orchestrator.store.Member.Role;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.web.config.ProductVersion;
import io.orchestrator.web.health.Readiness;
import io.orchestrator.web.health.TaskLogHealth;
import io.orchestrator.web.health.WorkHealth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Health, readiness and version: the calls without a token. */
@RestController
final class MonitorController {
  /** The Airflow whose API this is. */
  private static final String AIRFLOW = "3.3.2";

  private static final List<String> NEEDED =
      List.of("metadatabase", "scheduler", "login", "dag_files");
  private final Store store;
  private final TaskLogHealth taskLogs;
  private final Readiness readiness;
  private final WorkHealth work;

  MonitorController(Store store, TaskLogHealth taskLogs, Readiness readiness, WorkHealth work) {
    this.store = store;
    this.taskLogs = taskLogs;
    this.readiness = readiness;
    this.work = work;
  }

  /**
   * Clients choose by the number how they speak, so it is that of the API; ours stands beside it.
   */
  @GetMapping("/api/v2/version")
  Map<String, Object> version() {
    Map<String, Object> body = new HashMap<>();
    body.put("version", AIRFLOW);
    body.put("git_version", null);
    body.put("product", "Orchestrator");
    body.put("product_version", ProductVersion.text());
    return body;
  }

  /** Always 200, as Airflow does; the status is in the body. */
  @GetMapping("/api/v2/monitor/health")
  Map<String, Object> health() {
    try {
      List<Member> alive = store.read(tx -> tx.members().seenWithin(Member.ALIVE));
      Map<String, Object> body =
          body("healthy", latest(alive, Role.SCHEDULER), latest(alive, Role.LOADER));
      // Not in Airflow. Without the words: this call needs no token, and they name folders.
      body.put("workers", status(alive.stream().allMatch(m -> m.trouble().isEmpty())));
      return body;
    } catch (StoreUnavailableException e) {
      return body("unhealthy", Optional.empty(), Optional.empty());
    }
  }

  /**
   * For probes: 503 until the database answers, a scheduler lives, somebody can log in and the
   * loader of this server has looked at every file.
   */
  @GetMapping("/api/x1/health/ready")
  ResponseEntity<Map<String, Object>> ready() {
    Map<String, Object> body = health();
    body.put("login", status(readiness.login()));
    body.put("dag_files", status(readiness.files()));
    boolean ready = NEEDED.stream().allMatch(part -> healthy(body.get(part)));
    return ResponseEntity.status(ready ? 200 : 503).body(body);
  }

  private static Map<String, String> status(boolean healthy) {
    return Map.of("status", healthy ? "healthy" : "unhealthy");
  }

  private static boolean healthy(@Nullable Object part) {
    return part instanceof Map<?, ?> said && "healthy".equals(said.get("status"));
  }

  private Map<String, Object> body(
      String database, Optional<Member> scheduler, Optional<Member> loader) {
    Map<String, Object> body = new HashMap<>();
    body.put("metadatabase", Map.of("status", database));
    body.put("scheduler", part("latest_scheduler_heartbeat", scheduler));
    body.put("dag_processor", part("latest_dag_processor_heartbeat", loader));
    Map<String, Object> triggerer = new HashMap<>();
    triggerer.put("status", null);
    triggerer.put("latest_triggerer_heartbeat", null);
    body.put("triggerer", triggerer);
    // Not in Airflow. Without the sentence: this call needs no token, and it names the bucket.
    Map<String, Object> logs = new HashMap<>();
    logs.put(
        "status", taskLogs.verdict().map(v -> v.healthy() ? "healthy" : "unhealthy").orElse(null));
    body.put("task_logs", logs);
    // Neither; the page with the names and reasons needs a login.
    int leftAlone = work.count();
    body.put(
        "work", Map.of("status", leftAlone == 0 ? "healthy" : "degraded", "left_alone", leftAlone));
    return body;
  }

  private static Map<String, Object> part(String heartbeat, Optional<Member> member) {
    Map<String, Object> part = new HashMap<>();
    part.put("status", member.isPresent() ? "healthy" : "unhealthy");
    part.put(heartbeat, member.map(m -> m.seenAt().toString()).orElse(null));
    return part;
  }

  private static Optional<Member> latest(List<Member> members, Role role) {
    return members.stream().filter(m -> m.role() == role).max(Comparator.comparing(Member::seenAt));
  }
}
