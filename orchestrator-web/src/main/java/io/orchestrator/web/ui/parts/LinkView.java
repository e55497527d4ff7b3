package io.orchestrator.web.ui.parts;

import io.orchestrator.web.ui.text.Links;
import java.util.List;

/** A word and where it leads. */
public record LinkView(String text, String href) {
  /** The tags of a DAG, each leading to the DAGs that have it. */
  public static List<LinkView> tags(List<String> tags) {
    return tags.stream().map(t -> new LinkView(t, "/dags?tag=" + Links.value(t))).toList();
  }
}
