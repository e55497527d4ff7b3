package io.orchestrator.web.ui.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;

/**
 * Reads the places of boxes, frames and edges from a graph that was laid out.
 *
 * @param nodes the tasks' by their ids
 */
record LaidOut(Map<String, ElkNode> nodes) {

  GraphShape shape(ElkNode root) {
    List<GraphShape.Box> boxes = new ArrayList<>();
    List<GraphShape.Frame> frames = new ArrayList<>();
    List<GraphShape.Route> routes = new ArrayList<>();
    collect(root, 0, 0, boxes, frames);
    for (ElkNode node : nodes.values()) {
      node.getOutgoingEdges().forEach(edge -> routes.add(route(edge)));
    }
    routes.sort((a, b) -> (a.from() + "\n" + a.to()).compareTo(b.from() + "\n" + b.to()));
    return new GraphShape(root.getWidth(), root.getHeight(), boxes, frames, routes);
  }

  private void collect(
      ElkNode node,
      double dx,
      double dy,
      List<GraphShape.Box> boxes,
      List<GraphShape.Frame> frames) {
    for (ElkNode child : node.getChildren()) {
      double x = dx + child.getX();
      double y = dy + child.getY();
      String id = child.getIdentifier();
      if (nodes.get(id) == child) {
        boxes.add(new GraphShape.Box(id, x, y, child.getWidth(), child.getHeight()));
      } else {
        frames.add(new GraphShape.Frame(id, x, y, child.getWidth(), child.getHeight()));
        collect(child, x, y, boxes, frames);
      }
    }
  }

  private static GraphShape.Route route(ElkEdge edge) {
    double dx = 0;
    double dy = 0;
    for (ElkNode at = edge.getContainingNode(); at != null; at = at.getParent()) {
      dx += at.getX();
      dy += at.getY();
    }
    List<GraphShape.Point> points = new ArrayList<>();
    for (ElkEdgeSection section : edge.getSections()) {
      points.add(new GraphShape.Point(dx + section.getStartX(), dy + section.getStartY()));
      for (var bend : section.getBendPoints()) {
        points.add(new GraphShape.Point(dx + bend.getX(), dy + bend.getY()));
      }
      points.add(new GraphShape.Point(dx + section.getEndX(), dy + section.getEndY()));
    }
    String from = edge.getSources().get(0).getIdentifier();
    String to = edge.getTargets().get(0).getIdentifier();
    if (edge.getLabels().isEmpty()) {
      return new GraphShape.Route(from, to, points, "", 0, 0, 0);
    }
    ElkLabel label = edge.getLabels().get(0);
    return new GraphShape.Route(
        from,
        to,
        points,
        label.getText(),
        dx + label.getX() + label.getWidth() / 2,
        dy + label.getY() + label.getHeight() / 2,
        label.getWidth());
  }
}
