package io.orchestrator.scheduler;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A scheduler driven by hand: nothing happens but within a call, and every call answers when its
 * work is committed. For tests and simulations; not safe for several threads.
 */
public final class ManualScheduler implements Dispatch {
  private final Scheduler scheduler;
  private final WaitingClaims claims = new WaitingClaims();
  private final Set<Long> wanted = new LinkedHashSet<>();

  public ManualScheduler(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** One of several on the same store. */
  static ManualScheduler amongOthers(Scheduler scheduler) {
    scheduler.amongOthers(true);
    return new ManualScheduler(scheduler);
  }

  /**
   * One turn: what time brings, what was missed, and what was woken. Connected workers get what
   * they have free slots for.
   *
   * @return runs of which anything changed
   */
  public Set<Long> tick() {
    Set<Long> runs = new LinkedHashSet<>(scheduler.sweep().runs());
    runs.addAll(wanted);
    wanted.clear();
    return react(List.of(), runs).changedRuns();
  }

  private Scheduler.Reaction react(List<FinishedAttempt> finished, Collection<Long> runs) {
    claims.somethingChanged();
    Scheduler.Reaction reaction = scheduler.react(finished, runs, claims.open());
    reaction.items().forEach(this::handOut);
    return reaction;
  }

  private void handOut(WaitingClaim claim, List<WorkItem> items) {
    if (!claims.answer(claim, items)) {
      items.forEach(item -> wanted.addAll(scheduler.handBack(NotBegun.of(item, claim))));
    }
  }

  /** Turns until nothing changes any more. */
  public void settle() {
    Set<Long> changed = tick();
    while (!changed.isEmpty()) {
      changed = tick();
    }
  }

  /** Does nothing: the next turn looks at everything anyway. */
  @Override
  public void wake() {}

  @Override
  public void wake(long runPk) {
    scheduler.lookAgain();
    wanted.add(runPk);
  }

  @Override
  public CompletableFuture<Answer> finish(AttemptToken token, FinishReport report) {
    FinishedAttempt finished = new FinishedAttempt(token, report, new CompletableFuture<>());
    Answer answer = react(List.of(finished), List.of()).answers().get(finished);
    if (answer == null) {
      finished
          .answer()
          .completeExceptionally(new IllegalStateException("not written; report again"));
    } else {
      finished.answer().complete(answer);
    }
    return finished.answer();
  }

  /** Answers at once, empty when nothing is ready. */
  @Override
  public CompletableFuture<List<WorkItem>> claim(WorkerInfo worker, int freeSlots, Duration wait) {
    WaitingClaim claim = new WaitingClaim(worker, freeSlots, new CompletableFuture<>());
    List<WorkItem> items =
        scheduler
            .react(List.of(), List.of(), List.of(claim))
            .items()
            .getOrDefault(claim, List.of());
    claim.answer().complete(items);
    return claim.answer();
  }

  @Override
  public CompletableFuture<Answer> finish(
      AttemptToken token, FinishReport report, StandingClaim slotFreeAgain) {
    slotFreeAgain.raise(1);
    return finish(token, report);
  }

  @Override
  public StandingClaim stand(WorkerInfo worker, int freeSlots, WorkerSink sink) {
    StandingClaim claim = claims.stand(worker, freeSlots, sink);
    react(List.of(), List.of());
    return claim;
  }

  @Override
  public void freed(StandingClaim claim, int slots) {
    claim.raise(slots);
    react(List.of(), List.of());
  }

  @Override
  public void end(StandingClaim claim) {
    claim.end();
  }

  @Override
  public void handBack(List<WorkItem> items) {
    items.forEach(item -> handBack(new NotBegun(item.token(), false)));
  }

  @Override
  public void handBackStarted(Collection<AttemptToken> attempts) {
    attempts.forEach(token -> handBack(new NotBegun(token, true)));
  }

  private void handBack(NotBegun attempt) {
    wanted.addAll(scheduler.handBack(attempt));
  }

  /** Nobody waits here. */
  @Override
  public void arrived(WorkerInfo worker) {}

  @Override
  public void left(WorkerInfo worker) {}
}
