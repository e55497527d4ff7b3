package io.orchestrator.web.reading;

import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Queries;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Task instances read to the end of their list, over as many pages as it has.
 *
 * @param rows {@value #MOST} at most
 * @param more whether there are others; who shows the rows says so
 */
public record AllTasks(List<TaskRow> rows, boolean more) {
  public static final int MOST = 10_000;

  public AllTasks {
    rows = List.copyOf(rows);
  }

  public static AllTasks of(Queries queries, TaskFilter filter) {
    return of(queries, filter, row -> true);
  }

  /**
   * @param wanted which of the filter's rows are kept and counted
   */
  public static AllTasks of(Queries queries, TaskFilter filter, Predicate<TaskRow> wanted) {
    // By id: a run that grows meanwhile moves rows on to a page that is still to be read.
    Map<UUID, TaskRow> found = new LinkedHashMap<>();
    boolean more = true;
    for (int offset = 0; more && found.size() <= MOST; offset += PageRequest.MAX_LIMIT) {
      Page<TaskRow> page =
          queries.tasks(filter, new PageRequest(List.of(), PageRequest.MAX_LIMIT, offset, false));
      page.rows().stream().filter(wanted).forEach(r -> found.putIfAbsent(r.task().id(), r));
      more = page.more();
    }
    return new AllTasks(found.values().stream().limit(MOST).toList(), found.size() > MOST);
  }
}
