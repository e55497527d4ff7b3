package io.orchestrator.tasklog;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Names one attempt's log.
 *
 * @param mapIndex −1 when not mapped
 * @param tryNumber counts from 1
 */
public record TaskLogKey(String dagId, String runId, String taskId, int mapIndex, int tryNumber) {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:+=@,";
  private static final int LONGEST = 200;
  private static final int KEPT = 160;

  /**
   * The log's folder, Airflow 3's layout: {@code dag_id=…/run_id=…/task_id=…/attempt=1}. Ids are
   * encoded, so that no id can leave its folder and no two keys share one.
   */
  public String path() {
    String map = mapIndex < 0 ? "" : "/map_index=" + mapIndex;
    return runPath(dagId, runId) + "/task_id=" + encoded(taskId) + map + "/attempt=" + tryNumber;
  }

  /** The folder of all logs of a run. */
  public static String runPath(String dagId, String runId) {
    return "dag_id=" + encoded(dagId) + "/run_id=" + encoded(runId);
  }

  /** Letters, digits and a few marks as they are, other bytes as {@code %XX}. */
  private static String encoded(String id) {
    StringBuilder text = new StringBuilder(id.length());
    for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (PLAIN.indexOf(c) >= 0) {
        text.append(c);
      } else {
        text.append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return text.length() <= LONGEST ? text.toString() : shortened(id, text);
  }

  /** File systems end names at 255 bytes. A tilde never comes out of the encoding otherwise. */
  private static String shortened(String id, StringBuilder encoded) {
    UUID digest = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    return encoded.substring(0, KEPT) + "~" + digest.toString().replace("-", "");
  }
}
