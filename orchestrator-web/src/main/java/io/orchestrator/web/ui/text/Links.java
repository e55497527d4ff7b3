package io.orchestrator.web.ui.text;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** Addresses of the pages: Airflow's paths, so links in wikis survive a migration. */
public final class Links {
  private Links() {}

  public static String dag(String dagId) {
    return "/dags/" + segment(dagId);
  }

  public static String run(String dagId, String runId) {
    return dag(dagId) + "/runs/" + segment(runId);
  }

  /** A mapped instance has its index below the task. */
  public static String task(String dagId, String runId, String taskId, int mapIndex) {
    String task = run(dagId, runId) + task(taskId);
    return mapIndex < 0 ? task : task + "/mapped/" + mapIndex;
  }

  /** What follows the address of a run to be that of its task. */
  public static String task(String taskId) {
    return "/tasks/" + segment(taskId);
  }

  /** A value of a query string. */
  public static String value(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }

  private static String segment(String text) {
    return UriUtils.encodePathSegment(text, StandardCharsets.UTF_8);
  }
}
