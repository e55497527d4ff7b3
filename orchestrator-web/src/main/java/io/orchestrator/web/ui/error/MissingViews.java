package io.orchestrator.web.ui.error;

import io.orchestrator.model.NearestNames;
import io.orchestrator.store.DagFilter;
import io.orchestrator.store.PageRequest;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.text.Links;
import java.util.List;
import org.springframework.stereotype.Component;

/** What to say and to offer when a DAG, a run, a task or a version is not there. */
@Component
record MissingViews(PageReads pages) {
  static final LinkView ALL = new LinkView("All DAGs", "/dags");

  static ErrorView.Said said(NoSuchPage missing, List<ErrorView.Near> near) {
    return new ErrorView.Said("404", missing.name(), title(missing), lede(missing, near));
  }

  static LinkView action(NoSuchPage missing, List<ErrorView.Near> near) {
    if (!near.isEmpty()) {
      return new LinkView("Open " + near.get(0).text(), near.get(0).href());
    }
    return missing.kind() == NoSuchPage.Kind.DAG
        ? ALL
        : new LinkView("Open " + missing.dagId(), Links.dag(missing.dagId()));
  }

  private static String title(NoSuchPage missing) {
    return switch (missing.kind()) {
      case DAG -> "There is no DAG called " + missing.name() + ".";
      case RUN -> missing.dagId() + " has no run " + missing.name() + ".";
      case TASK -> "That run has no task " + missing.name() + ".";
      case VERSION -> missing.dagId() + " has no version " + missing.name() + ".";
    };
  }

  private static String lede(NoSuchPage missing, List<ErrorView.Near> near) {
    if (missing.kind() != NoSuchPage.Kind.DAG) {
      return "It was never there, or it was deleted.";
    }
    String first = "It was never loaded on this server.";
    return near.isEmpty() ? first : first + (near.size() == 1 ? " One is close:" : " Close are:");
  }

  /** DAGs with a similar name, the nearest first; none unless a DAG is missing. */
  List<ErrorView.Near> near(NoSuchPage missing) {
    if (missing.kind() != NoSuchPage.Kind.DAG) {
      return List.of();
    }
    String dagId = missing.name();
    List<String> known =
        pages
            .read(
                snapshot ->
                    snapshot
                        .queries()
                        .dags(DagFilter.ANY, PageRequest.first(PageRequest.MAX_LIMIT)))
            .rows()
            .stream()
            .map(row -> row.dag().dagId())
            .toList();
    return NearestNames.of(dagId, known).stream()
        .map(id -> new ErrorView.Near(id, Links.dag(id), far(NearestNames.distance(dagId, id))))
        .toList();
  }

  private static String far(int letters) {
    return switch (letters) {
      case 0 -> "only capitals differ";
      case 1 -> "one letter differs";
      default -> letters + " letters differ";
    };
  }
}
