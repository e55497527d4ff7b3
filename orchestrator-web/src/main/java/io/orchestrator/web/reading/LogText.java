package io.orchestrator.web.reading;

import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.tasklog.TaskLogReader.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Logs by line number, of any size: memory holds one page of a log at a time and a short index of
 * those that were looked at last. Thread-safe.
 */
@Component
public final class LogText {
  /** A page holds whole lines; each is one request to where logs are kept. */
  private static final int PAGE_BYTES = 1024 * 1024;

  /** For those that read all of a log: fewer requests. */
  private static final int LARGE_PAGE_BYTES = 4 * PAGE_BYTES;

  private static final int MOST_INDEXES = 64;

  private final TaskLogReader reader;
  private final Map<TaskLogKey, LogIndex> indexes =
      new LinkedHashMap<>(MOST_INDEXES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskLogKey, LogIndex> eldest) {
          return size() > MOST_INDEXES;
        }
      };

  LogText(TaskLogReader reader) {
    this.reader = reader;
  }

  /**
   * What is known of a log after it was read to its end.
   *
   * @param next where reading goes on when the log grows
   * @param problem a sentence when it could not be read to its end
   */
  public record Summary(
      long lines, long bytes, long errors, long warnings, String next, Optional<String> problem) {}

  /** Reads to the end what was not read before. */
  public Summary summary(TaskLogKey key) {
    LogIndex index = index(key);
    LogIndex.Totals all = index.totals();
    return new Summary(
        all.lines(), all.bytes(), all.errors(), all.warnings(), index.next(), index.problem());
  }

  /** Where logs are kept, and this one in it. */
  public String location(TaskLogKey key) {
    return reader.location().replaceAll("/+$", "") + "/" + key.path();
  }

  /** The number of the first line that begins at least this many bytes into the log. */
  public long lineAt(TaskLogKey key, long offset) {
    return known(key).lineAt(offset);
  }

  /**
   * Lines by their numbers.
   *
   * @param from first number, inclusive
   * @param to last number, inclusive
   */
  public List<NumberedLine> lines(TaskLogKey key, long from, long to) {
    List<NumberedLine> lines = new ArrayList<>();
    if (to >= from) {
      scan(
          key,
          known(key).before(from),
          PAGE_BYTES,
          line -> {
            if (line.number() >= from && line.number() <= to) {
              lines.add(line);
            }
            return line.number() < to;
          });
    }
    return lines;
  }

  /**
   * Shows each line until the visitor has seen enough.
   *
   * @param visitor answers whether it wants more
   */
  public void each(TaskLogKey key, Predicate<NumberedLine> visitor) {
    scan(key, LogIndex.EMPTY.before(1), LARGE_PAGE_BYTES, visitor);
  }

  private void scan(
      TaskLogKey key, LogIndex.Mark from, int bytes, Predicate<NumberedLine> visitor) {
    LogLinesOfPages lines = new LogLinesOfPages(from.line(), visitor);
    String cursor = from.cursor();
    Page page;
    do {
      page = reader.read(key, cursor, bytes);
      if (!lines.add(page.text())) {
        return;
      }
      cursor = page.next();
    } while (page.more() && page.problem().isEmpty());
    lines.rest();
  }

  private LogIndex known(TaskLogKey key) {
    synchronized (indexes) {
      return indexes.getOrDefault(key, LogIndex.EMPTY);
    }
  }

  /** A log that has been removed meanwhile, or written anew, is read anew. */
  private LogIndex index(TaskLogKey key) {
    LogIndex index = known(key);
    Page page = reader.read(key, index.next(), PAGE_BYTES);
    if (page.text().isEmpty() && page.problem().isEmpty() && index.totals().lines() > 0) {
      boolean gone = reader.read(key, TaskLogReader.START, 1).text().isEmpty();
      index = gone ? LogIndex.EMPTY : index;
    }
    index = index.with(page);
    while (page.more() && page.problem().isEmpty()) {
      page = reader.read(key, index.next(), PAGE_BYTES);
      index = index.with(page);
    }
    synchronized (indexes) {
      indexes.put(key, index);
    }
    return index;
  }
}
