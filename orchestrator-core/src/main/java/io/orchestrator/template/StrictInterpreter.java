package io.orchestrator.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.el.JinjavaNodePreProcessor;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpreterFactory;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.tree.Node;
import io.orchestrator.model.NearestNames;
import org.jspecify.annotations.Nullable;

/** One rendering: unknown names are reported, values print as in Python, steps are counted. */
final class StrictInterpreter extends JinjavaInterpreter {

  /** Enough for every honest template, reached in well under a second by a runaway one. */
  private static final int MAX_STEPS = 100_000;

  static final InterpreterFactory FACTORY =
      new InterpreterFactory() {
        @Override
        public JinjavaInterpreter newInstance(JinjavaInterpreter original) {
          return new StrictInterpreter(original.getContext(), original.getConfig());
        }

        @Override
        public JinjavaInterpreter newInstance(
            Jinjava library, Context context, JinjavaConfig config) {
          return new StrictInterpreter(context, config);
        }
      };

  private long steps;

  StrictInterpreter(Context context, JinjavaConfig config) {
    super(Sandbox.library(), context, config);
  }

  /** Before each node: obeys an interrupt, as the library does, and ends a runaway template. */
  static final class StepLimit extends JinjavaNodePreProcessor {
    @Override
    public void accept(Node node, JinjavaInterpreter interpreter) {
      super.accept(node, interpreter);
      charge(interpreter, 1);
    }
  }

  /** Counts work that is about to be done. */
  static void charge(JinjavaInterpreter interpreter, long work) {
    if (interpreter instanceof StrictInterpreter strict) {
      strict.steps += work;
      if (strict.steps > MAX_STEPS) {
        throw new TemplateFailure("the template takes more than " + MAX_STEPS + " steps");
      }
    }
  }

  @Override
  public Object retraceVariable(String name, int line, int position) {
    Object found = super.retraceVariable(name, line, position);
    return found == null ? undefined(name) : found;
  }

  private static Undefined undefined(String name) {
    if (ContextNames.DATED.contains(name)) {
      return new Undefined("`" + name + "` is not defined: the run has no logical date");
    }
    return new Undefined(
        "`%s` is not defined%s"
            .formatted(
                name,
                NearestNames.first(name, ContextNames.all())
                    .map(nearest -> "; did you mean `" + nearest + "`?")
                    .orElse("")));
  }

  @Override
  public String getAsString(@Nullable Object value) {
    return PythonText.str(value);
  }
}
