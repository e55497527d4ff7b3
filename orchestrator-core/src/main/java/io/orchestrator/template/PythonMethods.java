package io.orchestrator.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The methods of Python's strings and dictionaries that templates may call. */
final class PythonMethods {

  private PythonMethods() {}

  static Object onText(String text, String method, List<Object> arguments) {
    int given = arguments.size();
    return switch (method + "/" + given) {
      case "upper/0" -> text.toUpperCase(Locale.ROOT);
      case "lower/0" -> text.toLowerCase(Locale.ROOT);
      case "strip/0" -> text.strip();
      case "lstrip/0" -> text.stripLeading();
      case "rstrip/0" -> text.stripTrailing();
      case "title/0" -> title(text);
      case "capitalize/0" ->
          text.isEmpty()
              ? text
              : text.substring(0, 1).toUpperCase(Locale.ROOT)
                  + text.substring(1).toLowerCase(Locale.ROOT);
      case "isdigit/0" -> !text.isEmpty() && text.chars().allMatch(Character::isDigit);
      case "split/0" ->
          Pattern.compile("\\s+").splitAsStream(text.strip()).filter(s -> !s.isEmpty()).toList();
      case "split/1" -> split(text, string(arguments, 0));
      case "replace/2" -> text.replace(string(arguments, 0), string(arguments, 1));
      case "startswith/1" -> text.startsWith(string(arguments, 0));
      case "endswith/1" -> text.endsWith(string(arguments, 0));
      case "find/1" -> text.indexOf(string(arguments, 0));
      case "zfill/1" -> zfill(text, arguments.get(0));
      case "join/1" -> join(text, arguments.get(0));
      default -> throw unknown("text", method, given);
    };
  }

  static Object onMap(Map<?, ?> map, String method, List<Object> arguments) {
    return switch (method + "/" + arguments.size()) {
      case "get/1" -> None.orValue(map.get(arguments.get(0)));
      case "get/2" ->
          map.containsKey(arguments.get(0)) ? map.get(arguments.get(0)) : arguments.get(1);
      case "keys/0" -> List.copyOf(map.keySet());
      case "values/0" -> List.copyOf(map.values());
      case "items/0" -> List.copyOf(map.entrySet());
      default -> throw unknown("a mapping", method, arguments.size());
    };
  }

  static TemplateFailure unknown(String what, String method, int arguments) {
    return new TemplateFailure(
        what + " has no method " + method + "() that takes " + arguments + " argument(s) here");
  }

  private static String string(List<Object> arguments, int index) {
    return PythonText.str(arguments.get(index));
  }

  private static List<String> split(String text, String separator) {
    if (separator.isEmpty()) {
      throw new TemplateFailure("split() needs a separator that is not empty");
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static String title(String text) {
    StringBuilder titled = new StringBuilder();
    boolean first = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      titled.append(first ? Character.toUpperCase(c) : Character.toLowerCase(c));
      first = !Character.isLetter(c);
    }
    return titled.toString();
  }

  private static String zfill(String text, Object width) {
    int wanted = width instanceof Number number ? Math.min(number.intValue(), 1_000) : 0;
    return "0".repeat(Math.max(0, wanted - text.length())) + text;
  }

  private static String join(String separator, Object elements) {
    if (elements instanceof Iterable<?> iterable) {
      List<String> texts = new ArrayList<>();
      iterable.forEach(element -> texts.add(PythonText.str(element)));
      return String.join(separator, texts);
    }
    throw new TemplateFailure("join() needs a list, not `" + PythonText.str(elements) + "`");
  }
}
