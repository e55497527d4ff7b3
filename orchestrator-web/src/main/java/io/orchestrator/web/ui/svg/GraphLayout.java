package io.orchestrator.web.ui.svg;

import io.orchestrator.model.DagModel;
import io.orchestrator.web.ui.text.NodeName;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.NodeLabelPlacement;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Lays a DAG out in layers, in one of four directions: groups as frames, edges at right angles. */
public final class GraphLayout {
  static final double NODE_WIDTH = 148;
  static final double NODE_HEIGHT = 40;
  private static final double LETTER = 6.9;
  private static final double ICON_AND_PADDING = 46;

  static {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  private final Map<String, ElkNode> nodes = new HashMap<>();
  private final Map<String, ElkNode> groups = new HashMap<>();

  private GraphLayout() {}

  /** Computes the layout; the same model always gives the same picture. */
  static GraphShape of(DagModel model) {
    return of(GraphFold.whole(model), GraphDirection.TB);
  }

  /** Of what is drawn of a model. */
  static GraphShape of(GraphFold fold, GraphDirection direction) {
    return new GraphLayout().layOut(fold, direction);
  }

  private GraphShape layOut(GraphFold fold, GraphDirection direction) {
    ElkNode root = ElkGraphUtil.createGraph();
    options(root);
    root.setProperty(CoreOptions.DIRECTION, direction.elk());
    Map<String, GraphFold.Node> known = new HashMap<>();
    for (GraphFold.Node node : fold.nodes()) {
      known.put(node.id(), node);
      nodes.put(node.id(), box(root, node));
    }
    for (GraphFold.Node node : fold.nodes()) {
      for (String up : node.upstream()) {
        GraphFold.Node source = known.get(up);
        if (source != null) {
          edge(source, node);
        }
      }
    }
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    return new LaidOut(nodes).shape(root);
  }

  private static void options(ElkNode root) {
    root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
    root.setProperty(CoreOptions.PADDING, new ElkPadding(6));
    root.setProperty(CoreOptions.RANDOM_SEED, 1);
    spacing(root);
  }

  private static void spacing(ElkNode node) {
    node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 26d);
    node.setProperty(LayeredOptions.SPACING_NODE_NODE, 16d);
    node.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 12d);
    node.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 10d);
    node.setProperty(LayeredOptions.SPACING_EDGE_NODE, 12d);
  }

  private ElkNode box(ElkNode root, GraphFold.Node task) {
    ElkNode node = ElkGraphUtil.createNode(parentOf(root, task.group()));
    node.setIdentifier(task.id());
    node.setDimensions(width(task), NODE_HEIGHT);
    return node;
  }

  private static double width(GraphFold.Node task) {
    int letters = ShortName.of(task.name()).length();
    return Math.max(NODE_WIDTH, Math.ceil(ICON_AND_PADDING + LETTER * letters));
  }

  private ElkNode parentOf(ElkNode root, @org.jspecify.annotations.Nullable String group) {
    if (group == null || group.isEmpty()) {
      return root;
    }
    ElkNode known = groups.get(group);
    if (known != null) {
      return known;
    }
    int dot = group.lastIndexOf('.');
    ElkNode node =
        ElkGraphUtil.createNode(parentOf(root, dot < 0 ? null : group.substring(0, dot)));
    node.setIdentifier(group);
    frame(node, ShortName.of(NodeName.last(group)));
    groups.put(group, node);
    return node;
  }

  private static void frame(ElkNode node, String name) {
    node.setProperty(CoreOptions.PADDING, new ElkPadding(26, 8, 8, 8));
    node.setProperty(CoreOptions.NODE_SIZE_CONSTRAINTS, EnumSet.of(SizeConstraint.NODE_LABELS));
    node.setProperty(
        CoreOptions.NODE_LABELS_PLACEMENT,
        EnumSet.of(NodeLabelPlacement.INSIDE, NodeLabelPlacement.V_TOP, NodeLabelPlacement.H_LEFT));
    spacing(node);
    ElkLabel label = ElkGraphUtil.createLabel(name, node);
    label.setDimensions(LETTER * name.length(), 14);
  }

  private void edge(GraphFold.Node source, GraphFold.Node target) {
    ElkNode from = nodes.get(source.id());
    ElkNode to = nodes.get(target.id());
    if (from == null || to == null) {
      return;
    }
    ElkEdge edge = ElkGraphUtil.createSimpleEdge(from, to);
    String text = ShortName.of(source.branches().getOrDefault(target.id(), ""));
    if (!text.isEmpty()) {
      ElkLabel label = ElkGraphUtil.createLabel(text, edge);
      label.setDimensions(10 + 5.8 * text.length(), 16);
      label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
      label.setProperty(CoreOptions.EDGE_LABELS_INLINE, true);
    }
  }
}
