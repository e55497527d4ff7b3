package io.orchestrator.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.ForTag;
import com.hubspot.jinjava.tree.TagNode;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The library's loop, which would run once over something that is not a list. */
final class StrictForTag extends ForTag {

  private static final long serialVersionUID = 1L;

  @Override
  public String renderForCollection(
      TagNode tag, JinjavaInterpreter interpreter, List<String> names, @Nullable Object list) {
    if (list instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (list == None.VALUE) {
      throw new TemplateFailure("None cannot be looped over");
    }
    if (list instanceof Collection<?> elements) {
      StrictInterpreter.charge(interpreter, elements.size());
    }
    return super.renderForCollection(tag, interpreter, names, list);
  }
}
