package io.orchestrator.web.ui.shell;

import io.orchestrator.store.Snapshots;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.web.ui.text.Json;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
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
 * node made it, so one reading of the new rows serves all pages of this server.
 */
@Component
class LiveChanges {
  private static final Logger LOG = LoggerFactory.getLogger(LiveChanges.class);
  private static final long LOOK_MILLIS = 300;
  private static final long BEAT_MILLIS = 15_000;
  private static final int MOST_PAGES = 500;

  private final Snapshots snapshots;
  private final ChangeTail tail;
  private final Set<SseEmitter> pages = ConcurrentHashMap.newKeySet();

  /** Those that may have missed what changed between their reading and the first look for them. */
  private final Set<SseEmitter> fresh = ConcurrentHashMap.newKeySet();

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "live-changes");
            made.setDaemon(true);
            return made;
          });
  private volatile boolean away;

  LiveChanges(Snapshots snapshots, InstantSource clock) {
    this.snapshots = snapshots;
    this.tail = new ChangeTail(clock);
    every(LOOK_MILLIS, this::look);
    every(BEAT_MILLIS, this::beat);
  }

  private void every(long millis, Runnable work) {
    ScheduledFuture<?> kept =
        thread.scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
    LOG.trace("Scheduled {}", kept);
  }

  /** Opens a stream; the oldest pages of too many are not told any more and ask again. */
  SseEmitter open() {
    SseEmitter page = new SseEmitter(0L);
    page.onCompletion(() -> gone(page));
    page.onTimeout(() -> gone(page));
    page.onError(e -> gone(page));
    if (pages.size() >= MOST_PAGES) {
      pages.stream().findFirst().ifPresent(SseEmitter::complete);
    }
    send(page, SseEmitter.event().comment("open"));
    fresh.add(page);
    pages.add(page);
    if (away) {
      send(page, database());
    }
    return page;
  }

  private void look() {
    if (pages.isEmpty()) {
      tail.forget();
      away = false;
      return;
    }
    List<SseEmitter> catchUp = List.copyOf(fresh);
    try {
      ChangeTail.Change change = snapshots.read(s -> tail.look(s.queries()));
      tell(false);
      if (!change.dags().isEmpty()) {
        pages.forEach(p -> send(p, SseEmitter.event().name("changed").data(Json.line(change))));
      }
      // From this look on they are told of everything: what was before it they read again.
      catchUp.forEach(p -> send(p, SseEmitter.event().name("again").data("")));
      catchUp.forEach(fresh::remove);
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

  private void beat() {
    pages.forEach(page -> send(page, SseEmitter.event().comment("beat")));
  }

  private void send(SseEmitter page, SseEmitter.SseEventBuilder event) {
    try {
      page.send(event);
    } catch (IOException | IllegalStateException ended) {
      gone(page);
    }
  }

  private void gone(SseEmitter page) {
    pages.remove(page);
    fresh.remove(page);
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
    pages.forEach(SseEmitter::complete);
  }
}
