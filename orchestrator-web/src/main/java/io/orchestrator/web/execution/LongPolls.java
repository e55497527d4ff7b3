package io.orchestrator.web.execution;

import io.orchestrator.execution.WorkItem;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Asks those who wait, again and again, whether they are still there. */
@Component
final class LongPolls implements DisposableBean {
  private static final long PAUSE_MILLIS = 1_000;
  private final ScheduledThreadPoolExecutor blanks =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            Thread thread = new Thread(work, "long-polls");
            thread.setDaemon(true);
            return thread;
          });

  LongPolls() {
    blanks.setRemoveOnCancelPolicy(true);
  }

  /**
   * Answers the poll with the items, as soon as there are some or the wait is over.
   *
   * @param items completed empty when nobody waits for them any more
   */
  // The future of the answer is nobody's: it is given on a thread of the web server, where what
  // fails hands back.
  @SuppressWarnings("FutureReturnValueIgnored")
  void await(
      LongPoll poll,
      CompletableFuture<List<WorkItem>> items,
      Function<List<WorkItem>, byte[]> json) {
    ScheduledFuture<?> asking =
        blanks.scheduleWithFixedDelay(
            () -> {
              if (!poll.blank()) {
                items.complete(List.of());
              }
            },
            PAUSE_MILLIS,
            PAUSE_MILLIS,
            TimeUnit.MILLISECONDS);
    poll.watch(items);
    items.thenAccept(
        found -> {
          asking.cancel(false);
          poll.answer(found, json);
        });
  }

  @Override
  public void destroy() {
    blanks.shutdownNow();
  }
}
