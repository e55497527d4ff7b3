package io.orchestrator.web.ui.now;

import io.orchestrator.run.RunState;
import io.orchestrator.store.Member;
import io.orchestrator.store.Overview;
import io.orchestrator.store.Queries;
import io.orchestrator.store.Snapshot;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.web.health.WorkHealth;
import io.orchestrator.web.ui.parts.FileProblems;
import io.orchestrator.web.ui.parts.LedeView;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.Percent;
import io.orchestrator.web.ui.text.StateView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads what is going on. */
@Component
record NowReader(WorkHealth work) {
  private static final Duration DAY = Duration.ofHours(24);
  private static final List<RunState> TALLIED =
      List.of(RunState.FAILED, RunState.RUNNING, RunState.QUEUED, RunState.SUCCESS);

  NowView read(Snapshot snapshot, Moments moments) {
    Queries queries = snapshot.queries();
    Map<RunState, Long> counts = queries.runCounts(DAY);
    List<Overview.FailureGroup> failures = queries.failures(DAY, 10);
    return new NowView(
        new LedeView(lede(counts), rest(counts, failures.size())),
        TALLIED.stream().map(state -> tally(state, counts)).toList(),
        failures.stream().map(f -> failure(f, moments)).toList(),
        queries.runningNow(20).stream().map(r -> running(r, moments)).toList(),
        queries.nextFires(10).stream().map(n -> next(n, moments)).toList(),
        new NowView.Health(
            queries.pools().stream().map(NowReader::pool).toList(),
            members(snapshot.tx()),
            work.sentences(snapshot.tx())),
        FileProblems.errors(snapshot).files());
  }

  private static String lede(Map<RunState, Long> counts) {
    long ended =
        counts.getOrDefault(RunState.SUCCESS, 0L) + counts.getOrDefault(RunState.FAILED, 0L);
    if (ended == 0) {
      return "No run ended in 24 hours.";
    }
    return number(ended) + (ended == 1 ? " run ended" : " runs ended") + " in 24 hours.";
  }

  private static String rest(Map<RunState, Long> counts, int causes) {
    long failed = counts.getOrDefault(RunState.FAILED, 0L);
    long running = counts.getOrDefault(RunState.RUNNING, 0L);
    String reasons =
        causes == 0 ? "" : causes == 1 ? " for 1 reason" : " for " + causes + " reasons";
    String first = failed == 0 ? "None failed." : number(failed) + " failed" + reasons + ".";
    String second =
        running == 0
            ? " Nothing runs now."
            : running == 1 ? " One is running now." : " " + number(running) + " run now.";
    return first + second;
  }

  private static NowView.Tally tally(RunState state, Map<RunState, Long> counts) {
    long count = counts.getOrDefault(state, 0L);
    return new NowView.Tally(
        StateView.of(state), number(count), count == 0, "/dag_runs?state=" + state.wireName());
  }

  private static NowView.Failure failure(Overview.FailureGroup group, Moments moments) {
    Overview.Where where = group.newest();
    return new NowView.Failure(
        group.reason().isEmpty() ? "No reason was given" : group.reason(),
        Links.task(where.dagId(), where.runId(), where.taskId(), where.mapIndex()),
        String.join(", ", group.dagIds()) + " · " + where.taskId(),
        number(group.count()),
        moments.relative(group.first()),
        moments.relative(group.last()));
  }

  private static NowView.Running running(Overview.RunningRun row, Moments moments) {
    return new NowView.Running(
        row.run().dagId(),
        RunsReader.title(row.run(), moments),
        Links.run(row.run().dagId(), row.run().runId()),
        Percent.of(row.done(), row.total()),
        row.done() + " of " + row.total(),
        moments.took(row.run().startDate(), null).orElse("–"));
  }

  private static NowView.Next next(Overview.NextFire fire, Moments moments) {
    Instant at = fire.slot().runAfter();
    return new NowView.Next(
        fire.dagId(),
        Links.dag(fire.dagId()),
        at.isAfter(moments.now()) ? moments.text(at) : "now",
        at.isAfter(moments.now()) ? moments.relative(at) : "");
  }

  private static NowView.Pool pool(Overview.PoolLoad load) {
    int used = load.queuedSlots() + load.runningSlots();
    String waits = load.scheduledSlots() == 0 ? "" : ", " + load.scheduledSlots() + " waits";
    String slots = load.slots() < 0 ? "unlimited" : String.valueOf(load.slots());
    return new NowView.Pool(
        load.pool().name(),
        used + " of " + slots + waits,
        Percent.of(used, load.slots()),
        load.open() == 0 ? "up_for_retry" : "none");
  }

  private static List<NowView.Member> members(StoreTransaction tx) {
    return tx.members().seenWithin(Member.FORGOTTEN).stream()
        .sorted(Comparator.comparing(Member::role).thenComparing(Member::name))
        .map(m -> member(m, tx.now()))
        .toList();
  }

  private static NowView.Member member(Member member, Instant now) {
    Moments moments = new Moments(java.time.ZoneOffset.UTC, now);
    // Roles of one process are apart by their names' ends: said once is enough.
    String role = member.role().text();
    String trouble = member.trouble().map(words -> ". " + words).orElse("");
    String process = member.name().replaceFirst("-" + role + "$", "");
    return new NowView.Member(
        role + " " + process,
        member.alive(now) && trouble.isEmpty() ? "" : "bad",
        "last beat " + moments.relative(member.seenAt()) + trouble);
  }

  private static String number(long value) {
    return String.format(Locale.ENGLISH, "%,d", value);
  }
}
