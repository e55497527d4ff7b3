package io.orchestrator.web.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Queries;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskRow;
import io.orchestrator.web.ui.FixtureQueries;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllTasksTest {
  @Test
  void everyPageIsRead() {
    AllTasks read = AllTasks.of(store(2_500), TaskFilter.ANY);
    assertThat(read.rows()).hasSize(2_500).doesNotHaveDuplicates();
    assertThat(read.more()).isFalse();
  }

  @Test
  void moreThanFitIntoOneAnswerAreSaidToBeThere() {
    assertThat(AllTasks.of(store(AllTasks.MOST), TaskFilter.ANY).more()).isFalse();
    AllTasks cut = AllTasks.of(store(AllTasks.MOST + 1), TaskFilter.ANY);
    assertThat(cut.rows()).hasSize(AllTasks.MOST);
    assertThat(cut.more()).isTrue();
  }

  @Test
  void onlyTheRowsThatAreWantedCount() {
    AllTasks even =
        AllTasks.of(store(2 * AllTasks.MOST), TaskFilter.ANY, r -> r.task().mapIndex() % 2 == 0);
    assertThat(even.rows()).hasSize(AllTasks.MOST);
    assertThat(even.more()).isFalse();
  }

  @Test
  void aRowThatMovesToTheNextPageMeanwhileCountsOnce() {
    Queries growing =
        queries(
            page ->
                page.offset() == 0
                    ? new Page<>(rows(0, 1_000), true, Page.NOT_COUNTED)
                    : new Page<>(rows(999, 1_200), false, Page.NOT_COUNTED));
    assertThat(AllTasks.of(growing, TaskFilter.ANY).rows()).hasSize(1_200);
  }

  private static Queries store(int tasks) {
    return queries(
        page -> {
          int end = Math.min(page.offset() + page.limit(), tasks);
          return new Page<>(rows(page.offset(), end), end < tasks, Page.NOT_COUNTED);
        });
  }

  private static List<TaskRow> rows(int from, int to) {
    FixtureQueries fixture = new FixtureQueries();
    return IntStream.range(from, to).mapToObj(fixture::wideRow).toList();
  }

  private static Queries queries(Function<PageRequest, Page<TaskRow>> tasks) {
    InvocationHandler handler = (proxy, method, args) -> tasks.apply((PageRequest) args[1]);
    return (Queries)
        Proxy.newProxyInstance(
            Queries.class.getClassLoader(), new Class<?>[] {Queries.class}, handler);
  }
}
