package io.orchestrator.template;

import com.hubspot.jinjava.el.ExtendedSyntaxBuilder;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.tree.ExpressionNode;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import io.orchestrator.model.NearestNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jinjava.de.odysseus.el.tree.FunctionNode;
import jinjava.de.odysseus.el.tree.IdentifierNode;
import jinjava.de.odysseus.el.tree.Tree;
import jinjava.de.odysseus.el.tree.TreeBuilderException;
import jinjava.de.odysseus.el.tree.impl.Builder;

/** Reads a template without running it and collects every problem that can be seen. */
final class TemplateChecker {

  private static final Pattern FOR = Pattern.compile("^\\s*(.+?)\\s+in\\s+(.+)$", Pattern.DOTALL);
  private static final Pattern SET =
      Pattern.compile("^\\s*([\\w, ]+?)\\s*=(?!=)\\s*(.+)$", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern MACRO = Pattern.compile("\\bmacros\\s*\\.\\s*([A-Za-z_]\\w*)");

  /** In {@code f(key='k')} the name {@code key}, which the parser takes for a variable. */
  private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]\\w*)\\s*=(?!=)");

  private static final String FILTER = "filter:";

  private final List<TemplateProblem> problems = new ArrayList<>();
  private final Set<String> names = new HashSet<>(ContextNames.all());
  private final Set<String> functions = new HashSet<>(ContextNames.FUNCTIONS);

  TemplateChecker(String template) {
    var library = Sandbox.library();
    Context context =
        new Context(
            library.getGlobalContextCopy(), Map.of(), library.getGlobalConfig().getDisabled());
    JinjavaInterpreter interpreter = new StrictInterpreter(context, library.getGlobalConfig());
    try (var current = JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
      Node root = current.value().parse(template);
      for (TemplateError error : interpreter.getErrorsCopy()) {
        report(error.getLineno(), Problems.cause(error), Optional.empty());
      }
      names.add("loop");
      declare(root);
      visit(root);
    } catch (StackOverflowError e) {
      report(1, "it is nested too deeply", Optional.empty());
    } catch (RuntimeException e) {
      report(1, Problems.cause(e), Optional.empty());
    }
  }

  List<TemplateProblem> problems() {
    return List.copyOf(problems);
  }

  /** Collects the names that the template itself makes; their scope is not considered. */
  private void declare(Node node) {
    if (node instanceof TagNode tag) {
      switch (tag.getName()) {
        case "for" -> declare(FOR, tag);
        case "set" -> declare(SET, tag);
        case "macro" -> {
          Matcher found = NAME.matcher(tag.getHelpers());
          if (found.find()) {
            functions.add(found.group());
          }
          while (found.find()) {
            names.add(found.group());
          }
        }
        default -> {
          // Other tags make no names.
        }
      }
    }
    node.getChildren().forEach(this::declare);
  }

  private void declare(Pattern pattern, TagNode tag) {
    Matcher parts = pattern.matcher(tag.getHelpers());
    if (parts.matches()) {
      NAME.matcher(parts.group(1)).results().forEach(name -> names.add(name.group()));
    } else if (tag.getName().equals("set")) {
      names.add(tag.getHelpers().strip());
    }
  }

  private void visit(Node node) {
    if (node instanceof ExpressionNode && node.getMaster() instanceof ExpressionToken token) {
      expression(token.getExpr(), node.getLineNumber());
    } else if (node instanceof TagNode tag) {
      tag(tag);
    }
    node.getChildren().forEach(this::visit);
  }

  private void tag(TagNode tag) {
    String helpers = tag.getHelpers();
    switch (tag.getName()) {
      case "if", "elif", "unless" -> expression(helpers, tag.getLineNumber());
      case "for" -> afterName(FOR, tag, "for needs `name in list`");
      case "set" -> afterName(SET, tag, "");
      default -> {
        // The others carry no expression.
      }
    }
  }

  private void afterName(Pattern pattern, TagNode tag, String otherwise) {
    Matcher parts = pattern.matcher(tag.getHelpers());
    if (parts.matches()) {
      expression(parts.group(2), tag.getLineNumber());
    } else if (!otherwise.isEmpty()) {
      report(tag.getLineNumber(), otherwise, Optional.empty());
    }
  }

  private void expression(String text, int line) {
    if (text.isBlank()) {
      report(line, "an expression is empty", Optional.empty());
      return;
    }
    Tree tree;
    try {
      tree =
          new ExtendedSyntaxBuilder(Builder.Feature.METHOD_INVOCATIONS)
              .build("#{" + text.strip() + "}");
    } catch (TreeBuilderException e) {
      String found = e.getEncountered();
      report(
          line,
          "`%s` is not an expression: found %s where %s was expected"
              .formatted(text.strip(), found, e.getExpected()),
          Optional.empty());
      return;
    }
    Set<String> parameters =
        PARAMETER.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    for (IdentifierNode identifier : tree.getIdentifierNodes()) {
      if (!parameters.contains(identifier.getName())) {
        name(identifier.getName(), line);
      }
    }
    for (FunctionNode function : tree.getFunctionNodes()) {
      unknown(function.getName().replaceFirst("^:", ""), functions, "the function `", line);
    }
    MACRO
        .matcher(text)
        .results()
        .forEach(macro -> unknown(macro.group(1), Macros.NAMES, "the macro `macros.", line));
  }

  private void name(String name, int line) {
    if (name.startsWith(FILTER)) {
      unknown(name.substring(FILTER.length()), Sandbox.FILTERS, "the filter `", line);
    } else if (!name.contains(":") && !name.startsWith("____")) {
      unknown(name, names, "`", line);
    }
  }

  private void unknown(String name, Set<String> known, String what, int line) {
    if (!known.contains(name)) {
      report(line, what + name + "` is not defined", NearestNames.first(name, known));
    }
  }

  private void report(int line, String message, Optional<String> hint) {
    problems.add(new TemplateProblem(Math.max(1, line), message, hint));
  }
}
