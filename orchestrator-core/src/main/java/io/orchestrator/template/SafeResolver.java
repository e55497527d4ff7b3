package io.orchestrator.template;

import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.util.ForLoop;
import io.orchestrator.model.NearestNames;
import java.beans.FeatureDescriptor;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;

/**
 * Decides what a dot, a bracket and a call may reach: JSON values, our own {@link TemplateObject}s
 * and a list of Python methods. No Java object's property or method is ever reached by name.
 */
final class SafeResolver extends ELResolver {

  /** Calls filters and tests, which the library invokes like methods. */
  private final ELResolver library = new JinjavaBeanELResolver(true);

  @Override
  public Object getValue(ELContext context, Object base, Object property) {
    context.setPropertyResolved(true);
    String name = String.valueOf(property);
    if (base instanceof TemplateObject object) {
      return object.member(name);
    }
    if (base instanceof Map<?, ?> map) {
      return map.containsKey(name)
          ? None.orValue(map.get(name))
          : new Undefined("`" + name + "` is not defined in this mapping" + keys(map, name));
    }
    if (base instanceof List<?> list) {
      return element(list.size(), name, index -> None.orValue(list.get(index)));
    }
    if (base instanceof String text) {
      return element(text.length(), name, index -> text.substring(index, index + 1));
    }
    if (base instanceof ForLoop loop) {
      return loop(loop, name);
    }
    if (base instanceof Undefined undefined) {
      throw undefined.failure();
    }
    return new Undefined("`" + name + "` is not defined here");
  }

  private static String keys(Map<?, ?> map, String name) {
    List<String> known = map.keySet().stream().map(String::valueOf).toList();
    return NearestNames.first(name, known)
        .map(nearest -> "; did you mean `" + nearest + "`?")
        .orElse("");
  }

  private static Object element(int size, String index, IntFunction<Object> element) {
    int position;
    try {
      position = Integer.parseInt(index);
    } catch (NumberFormatException e) {
      return new Undefined("`" + index + "` is not defined here");
    }
    int at = position < 0 ? position + size : position;
    return at >= 0 && at < size
        ? element.apply(at)
        : new Undefined("index " + position + " is out of range, there are " + size);
  }

  private static Object loop(ForLoop loop, String name) {
    return switch (name) {
      case "index" -> loop.getIndex();
      case "index0" -> loop.getIndex0();
      case "revindex" -> loop.getRevindex();
      case "revindex0" -> loop.getRevindex0();
      case "length" -> loop.getLength();
      case "first" -> loop.isFirst();
      case "last" -> loop.isLast();
      default -> new Undefined("`loop." + name + "` is not defined");
    };
  }

  @Override
  public Object invoke(
      ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
    context.setPropertyResolved(true);
    String name = String.valueOf(method);
    if (base instanceof Filter || base instanceof ExpTest) {
      return library.invoke(context, base, method, types, arguments);
    }
    List<Object> given = Arrays.stream(arguments).map(None::orValue).toList();
    if (base instanceof String text) {
      return PythonMethods.onText(text, name, given);
    }
    if (base instanceof Map<?, ?> map) {
      return PythonMethods.onMap(map, name, given);
    }
    if (base instanceof TemplateObject object
        && object.member(name) instanceof Undefined undefined) {
      throw undefined.failure();
    }
    throw new TemplateFailure("`" + name + "()` cannot be called here");
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {
    throw new TemplateFailure("templates cannot change `" + property + "`");
  }

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    return true;
  }

  @Override
  public Class<?> getType(ELContext context, Object base, Object property) {
    return Object.class;
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return Object.class;
  }

  @Override
  public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
    return Collections.emptyIterator();
  }
}
