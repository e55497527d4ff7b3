package io.orchestrator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.testkit.ProjectFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** docs/reference/dependencies.md has a reason for every direct dependency of the poms. */
class DependenciesTest {
  private static final String OURS = "io.orchestrator";
  private static final Pattern ENTRY =
      Pattern.compile("(?m)^\\| `([\\w.-]+:[\\w.-]+)` \\| [^|]+ \\| [^|]{5,} \\|$");

  @Test
  void everyDependencyHasItsReasonAndEveryReasonItsDependency() throws Exception {
    TreeSet<String> used = new TreeSet<>();
    List<Path> poms = ProjectFiles.sources("", "pom.xml");
    assertThat(poms).hasSizeGreaterThan(5);
    for (Path pom : poms) {
      used.addAll(direct(pom));
    }
    TreeSet<String> explained =
        ENTRY
            .matcher(ProjectFiles.read("docs/reference/dependencies.md"))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(explained).containsExactlyElementsOf(used);
  }

  private static List<String> direct(Path pom) throws Exception {
    Document document =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
    List<String> found = new ArrayList<>();
    for (Element list : children(document.getDocumentElement(), "dependencies")) {
      for (Element dependency : children(list, "dependency")) {
        String group = text(dependency, "groupId");
        if (!group.equals(OURS)) {
          found.add(group + ":" + text(dependency, "artifactId"));
        }
      }
    }
    return found;
  }

  private static String text(Element parent, String name) {
    return children(parent, name).get(0).getTextContent().strip();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
