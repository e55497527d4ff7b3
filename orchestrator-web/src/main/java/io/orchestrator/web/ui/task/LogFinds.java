package io.orchestrator.web.ui.task;

import io.orchestrator.web.reading.AnsiCodes;
import io.orchestrator.web.reading.LogQuery;
import io.orchestrator.web.reading.LogSearch.Found;
import io.orchestrator.web.reading.NumberedLine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A search in a log.
 *
 * @param words how much was found; absent when nothing was looked for
 * @param lines numbers of the lines that were found, joined by commas
 * @param hits the first of them
 */
public record LogFinds(
    String text,
    boolean regex,
    boolean exact,
    @Nullable String words,
    @Nullable String problem,
    String lines,
    List<Hit> hits) {
  static final LogFinds NOTHING = new LogFinds("", false, false, null, null, "", List.of());

  /** Those that are listed; one steps through the others. */
  private static final int LISTED = 100;

  private static final int LONGEST = 300;

  /** A line that was found. */
  public record Hit(long number, String text, String href) {}

  /**
   * What a page shows of it.
   *
   * @param href of the page without the search
   */
  static LogFinds of(LogQuery query, Found found, String href) {
    String again = href + parameters(query);
    return new LogFinds(
        query.text(),
        query.regex(),
        query.exact(),
        words(found),
        found.problem().orElse(null),
        found.lines().stream()
            .map(line -> String.valueOf(line.number()))
            .collect(Collectors.joining(",")),
        found.lines().stream().limit(LISTED).map(line -> hit(line, again)).toList());
  }

  private static String words(Found found) {
    String lines = String.format(Locale.ENGLISH, "%,d", found.count());
    String words = lines + (found.count() == 1 ? " line" : " lines");
    return found.count() > found.lines().size()
        ? words
            + "; one steps through the first "
            + String.format(Locale.ENGLISH, "%,d", found.lines().size())
        : words;
  }

  private static Hit hit(NumberedLine line, String href) {
    String text = AnsiCodes.strip(line.parts().text()).strip();
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    return new Hit(line.number(), cut, href + "&at=" + line.number() + "#L" + line.number());
  }

  private static String parameters(LogQuery query) {
    return "&q="
        + URLEncoder.encode(query.text(), StandardCharsets.UTF_8)
        + (query.regex() ? "&regex=true" : "")
        + (query.exact() ? "&exact=true" : "");
  }

  /** The query of an address; empty when it has none. */
  static Optional<LogQuery> query(String text, boolean regex, boolean exact) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new LogQuery(text, regex, exact));
  }
}
