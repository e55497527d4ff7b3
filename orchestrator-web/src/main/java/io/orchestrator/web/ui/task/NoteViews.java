package io.orchestrator.web.ui.task;

import io.orchestrator.web.ui.parts.FactView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Cards from the notes that an operator left: an object per card, plain values in one card. */
final class NoteViews {
  private static final int MOST_TEXT = 2_000;

  private NoteViews() {}

  static List<TaskView.Note> of(Map<String, Object> notes) {
    List<TaskView.Note> cards = new ArrayList<>();
    List<FactView> plain = new ArrayList<>();
    new TreeMap<>(notes)
        .forEach(
            (name, value) -> {
              if (value instanceof Map<?, ?> members) {
                cards.add(card(name, members));
              } else {
                plain.add(new FactView(words(name), text(value)));
              }
            });
    if (!plain.isEmpty()) {
      cards.add(new TaskView.Note("Notes of this try", null, plain));
    }
    return cards;
  }

  private static TaskView.Note card(String name, Map<?, ?> members) {
    List<FactView> facts = new ArrayList<>();
    String href = null;
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String key = String.valueOf(member.getKey());
      String value = text(member.getValue());
      if (key.equals("url") && (value.startsWith("https://") || value.startsWith("http://"))) {
        href = value;
      } else {
        facts.add(new FactView(words(key), value));
      }
    }
    return new TaskView.Note(words(name), href, facts);
  }

  private static String text(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + " …";
  }

  /** {@code query_id} as {@code Query id}. */
  static String words(String name) {
    String words = name.replace('_', ' ').replaceAll("([a-z])([A-Z])", "$1 $2");
    String low = words.toLowerCase(Locale.ROOT);
    return low.isEmpty() ? name : Character.toUpperCase(low.charAt(0)) + low.substring(1);
  }
}
