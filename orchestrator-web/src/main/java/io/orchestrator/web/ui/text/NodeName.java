package io.orchestrator.web.ui.text;

import org.jspecify.annotations.Nullable;

/** The short name of a task inside its group. */
public final class NodeName {
  private NodeName() {}

  /** {@code row_count} for {@code quality.row_count} in group {@code quality}. */
  public static String of(String taskId, @Nullable String group) {
    return group != null && taskId.startsWith(group + ".")
        ? taskId.substring(group.length() + 1)
        : taskId;
  }

  /** The innermost part of a group's id. */
  public static String last(String groupId) {
    return groupId.substring(groupId.lastIndexOf('.') + 1);
  }
}
