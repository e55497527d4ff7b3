package io.orchestrator.dag;

import io.orchestrator.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/** Something that edges can start from and lead to: a task, a group, or several of them. */
public interface Node {
  /** The tasks an edge into this node leads to. */
  List<TaskHandle<?, ?>> heads();

  /** The tasks an edge out of this node starts from. */
  List<TaskHandle<?, ?>> tails();

  /**
   * Orders other nodes behind this one, without passing data.
   *
   * @return the new frontier, so that {@code a.then(b, c).then(d)} is a diamond
   */
  default Node then(Node... next) {
    SourceLocation here = CallSite.here();
    Node frontier = all(next);
    for (TaskHandle<?, ?> tail : tails()) {
      for (TaskHandle<?, ?> head : frontier.heads()) {
        head.draft().addUpstream(tail.taskId(), here);
      }
    }
    return frontier;
  }

  /** Several nodes as one. */
  static Node all(Node... nodes) {
    List<TaskHandle<?, ?>> heads = new ArrayList<>();
    List<TaskHandle<?, ?>> tails = new ArrayList<>();
    for (Node node : nodes) {
      heads.addAll(node.heads());
      tails.addAll(node.tails());
    }
    return new Several(List.copyOf(heads), List.copyOf(tails));
  }

  /** A set of nodes. */
  record Several(List<TaskHandle<?, ?>> heads, List<TaskHandle<?, ?>> tails) implements Node {}
}
