package io.orchestrator.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import java.util.List;

/**
 * Renders Jinja templates with Airflow's names: {@code {{ ds }}}, {@code {{ params.x }}}, {@code {{
 * ti.xcom_pull('t') }}}. Thread-safe.
 *
 * <p>Templates cannot read files, the clock or Java objects. Text is limited to 100,000 characters,
 * output to one mebibyte, work to 100,000 steps. Values are data: a template inside a value is not
 * rendered.
 */
public final class TemplateEngine {

  private static final int MAX_TEMPLATE = 100_000;
  private static final int SHOWN = 80;

  /**
   * Renders a template.
   *
   * @throws TemplateException for a syntax error, a name that means nothing in this context, a call
   *     that fails or a limit that is exceeded; never a partial result
   */
  public String render(String template, TemplateContext context) {
    if (!mayDoAnything(template)) {
      return template;
    }
    checkLength(template);
    Jinjava library = Sandbox.library();
    Context names =
        new Context(
            library.getGlobalContextCopy(),
            ContextNames.of(context),
            library.getGlobalConfig().getDisabled());
    names.addGlobalMacro(new GlobalFunction(ContextNames.xcom(context), names));
    names.addGlobalMacro(new GlobalFunction(Ranges.function(), names));
    JinjavaInterpreter interpreter = new StrictInterpreter(names, library.getGlobalConfig());
    String output = run(template, interpreter);
    List<TemplateError> errors = interpreter.getErrorsCopy();
    if (!errors.isEmpty()) {
      TemplateError error = errors.get(0);
      throw failed(template, error.getLineno(), Problems.cause(error));
    }
    return output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
  }

  /** Finds what is wrong with a template without rendering it: syntax and unknown names. */
  public List<TemplateProblem> check(String template) {
    if (!mayDoAnything(template)) {
      return List.of();
    }
    checkLength(template);
    return new TemplateChecker(template).problems();
  }

  private static String run(String template, JinjavaInterpreter interpreter) {
    try {
      return interpreter.render(template);
    } catch (StackOverflowError e) {
      throw failed(template, interpreter.getLineNumber(), "it is nested too deeply");
    } catch (RuntimeException e) {
      throw failed(template, interpreter.getLineNumber(), Problems.cause(e));
    }
  }

  private static boolean mayDoAnything(String template) {
    return template.contains("{{") || template.contains("{%") || template.contains("{#");
  }

  private static void checkLength(String template) {
    if (template.length() > MAX_TEMPLATE) {
      throw failed(template, 1, "it has more than " + MAX_TEMPLATE + " characters");
    }
  }

  private static TemplateException failed(String template, int line, String cause) {
    String flat = template.replaceAll("\\s+", " ").strip();
    String shown = flat.length() > SHOWN ? flat.substring(0, SHOWN) + "…" : flat;
    String place = line > 1 ? " (line " + line + ")" : "";
    return new TemplateException("template `" + shown + "`" + place + ": " + cause);
  }
}
