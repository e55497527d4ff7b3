package io.orchestrator.web.ui.shell;

import io.orchestrator.store.AuditFilter;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.AuditStore.Subject;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Snapshots;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.web.ui.text.Json;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages what changed. Every change of a state has its audit row, written by whichever
 * node made it, so one reading of the newest rows serves all pages of this server.
 */
@Component
class LiveChanges {
  private static final Logger LOG = LoggerFactory.getLogger(LiveChanges.class);
  private static final long LOOK_MILLIS = 300;
  private static final long BEAT_MILLIS = 15_000;
  private static final int NEWEST = 200;
  private static final int MOST_PAGES = 500;

  private final Snapshots snapshots;
  private final Set<SseEmitter> pages = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "live-changes");
            made.setDaemon(true);
            return made;
          });
  private Set<Long> seen = Set.of();
  private volatile boolean away;

  LiveChanges(Snapshots snapshots) {
    this.snapshots = snapshots;
    every(LOOK_MILLIS, this::look);
    every(BEAT_MILLIS, this::beat);
  }

  private void every(long millis, Runnable work) {
    ScheduledFuture<?> kept =
        thread.scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
    LOG.trace("Scheduled {}", kept);
  }

  /** DAG ids and {@code dag/run} pairs that changed. */
  record Change(Set<String> dags, Set<String> runs) {}

  /** Opens a stream; the oldest pages of too many are not told any more and ask again. */
  SseEmitter open() {
    SseEmitter page = new SseEmitter(0L);
    page.onCompletion(() -> pages.remove(page));
    page.onTimeout(() -> pages.remove(page));
    page.onError(e -> pages.remove(page));
    if (pages.size() >= MOST_PAGES) {
      pages.stream().findFirst().ifPresent(SseEmitter::complete);
    }
    pages.add(page);
    send(page, SseEmitter.event().comment("open"));
    if (away) {
      send(page, database());
    }
    return page;
  }

  private void look() {
    if (pages.isEmpty()) {
      seen = Set.of();
      away = false;
      return;
    }
    try {
      List<AuditRow> rows =
          snapshots.read(s -> s.queries().audit(AuditFilter.ANY, PageRequest.first(NEWEST))).rows();
      tell(false);
      Change change = unseen(rows);
      if (!change.dags().isEmpty()) {
        pages.forEach(p -> send(p, SseEmitter.event().name("changed").data(Json.line(change))));
      }
    } catch (StoreUnavailableException e) {
      LOG.debug("Live pages wait: the store does not answer", e);
      tell(true);
    } catch (RuntimeException e) {
      LOG.warn("Live pages were not told of a change; the next look tries again", e);
    }
  }

  /** Open pages cannot ask while the database is away: they are told, and told when it is back. */
  private void tell(boolean nowAway) {
    if (away != nowAway) {
      away = nowAway;
      pages.forEach(page -> send(page, database()));
    }
  }

  private SseEmitter.SseEventBuilder database() {
    return SseEmitter.event().name("database").data(away ? "away" : "back");
  }

  /** Rows that the last look did not show. A row may appear below newer ones: commits overtake. */
  private Change unseen(List<AuditRow> rows) {
    Set<Long> before = seen;
    Set<Long> now = new HashSet<>();
    Change change = new Change(new TreeSet<>(), new TreeSet<>());
    long oldest = before.stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    for (AuditRow row : rows) {
      now.add(row.seq());
      Subject of = row.subject();
      if (of.dagId() != null && row.seq() > oldest && !before.contains(row.seq())) {
        change.dags().add(of.dagId());
        if (of.runId() != null) {
          change.runs().add(of.dagId() + "/" + of.runId());
        }
      }
    }
    seen = now;
    return change;
  }

  private void beat() {
    pages.forEach(page -> send(page, SseEmitter.event().comment("beat")));
  }

  private void send(SseEmitter page, SseEmitter.SseEventBuilder event) {
    try {
      page.send(event);
    } catch (IOException | IllegalStateException gone) {
      pages.remove(page);
    }
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
    pages.forEach(SseEmitter::complete);
  }
}
