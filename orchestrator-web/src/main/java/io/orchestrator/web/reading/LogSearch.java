package io.orchestrator.web.reading;

import io.orchestrator.tasklog.TaskLogKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Looks through whole logs, where they are kept. */
@Component
public final class LogSearch {
  /** More than anybody steps through. */
  public static final int MOST = 10_000;

  private final LogText text;

  LogSearch(LogText text) {
    this.text = text;
  }

  /**
   * What was found.
   *
   * @param lines the first ones
   * @param count of all that were found
   * @param problem a sentence when the search broke off
   */
  public record Found(List<NumberedLine> lines, long count, Optional<String> problem) {}

  /**
   * Looks for a text.
   *
   * @param most lines to answer
   */
  public Found find(TaskLogKey key, LogQuery query, int most) {
    Optional<String> wrong = query.problem();
    if (wrong.isPresent()) {
      return new Found(List.of(), 0, wrong);
    }
    Predicate<String> test = query.test();
    return matching(key, line -> test.test(AnsiCodes.strip(line.raw())), most);
  }

  /** The lines of at least this gravity: WARN or ERROR. */
  public Found grave(TaskLogKey key, String least, int most) {
    return matching(
        key,
        line -> {
          String gravity = line.parts().gravity();
          return gravity.equals("ERROR") || gravity.equals(least);
        },
        most);
  }

  private Found matching(TaskLogKey key, Predicate<NumberedLine> wanted, int most) {
    Collected found = new Collected(most);
    try {
      text.each(key, line -> found.add(line, wanted.test(line)));
      return found.found(Optional.empty());
    } catch (LogQuery.TooManyStepsException e) {
      return found.found(Optional.of("The search took too long and broke off. Simplify it."));
    } catch (StackOverflowError e) {
      return found.found(Optional.of("This expression nests too deeply for a line. Simplify it."));
    }
  }

  private static final class Collected {
    private final List<NumberedLine> lines = new ArrayList<>();
    private final int most;
    private long count;

    Collected(int most) {
      this.most = most;
    }

    boolean add(NumberedLine line, boolean wanted) {
      if (wanted) {
        count++;
        if (lines.size() < most) {
          lines.add(line);
        }
      }
      return true;
    }

    Found found(Optional<String> problem) {
      return new Found(List.copyOf(lines), count, problem);
    }
  }
}
