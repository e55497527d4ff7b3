package io.orchestrator.run;

import io.orchestrator.timetable.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@link WaitReason} in words: present tense, with its numbers, and the clock in one zone. */
public final class ReasonText {
  private static final int MOST_NAMES = 3;
  private final Instant now;
  private final DateTimeFormatter clock;

  private ReasonText(ZoneId zone, Instant now) {
    this.now = now;
    this.clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  /** One or two sentences. */
  public static String of(WaitReason reason, ZoneId zone, Instant now) {
    return new ReasonText(zone, now).sentence(reason);
  }

  /** A short name of the rule, as the API's {@code dependencies} list it. */
  public static String name(WaitReason reason) {
    if (reason instanceof WaitReason.UpstreamNotDone) {
      return "Trigger Rule";
    }
    if (reason instanceof WaitReason.RetryDelay) {
      return "Not In Retry Period";
    }
    if (reason instanceof WaitReason.NextPoke) {
      return "Ready To Reschedule";
    }
    if (reason instanceof WaitReason.PreviousRun
        || reason instanceof WaitReason.PreviousRunDownstream) {
      return "Previous Dagrun State";
    }
    if (reason instanceof WaitReason.PoolFull
        || reason instanceof WaitReason.PoolMissing
        || reason instanceof WaitReason.PoolTooSmall) {
      return "Pool Slots Available";
    }
    if (reason instanceof WaitReason.RunTaskLimit
        || reason instanceof WaitReason.TaskLimitAcrossRuns
        || reason instanceof WaitReason.TaskLimitInRun) {
      return "Task Concurrency";
    }
    if (reason instanceof WaitReason.DagPaused) {
      return "Dag Not Paused";
    }
    if (reason instanceof WaitReason.RunLimit || reason instanceof WaitReason.RunOver) {
      return "Dagrun Running";
    }
    if (reason instanceof WaitReason.NotBefore) {
      return "Run Date";
    }
    if (reason instanceof WaitReason.Trouble) {
      return "Trouble";
    }
    return "Worker";
  }

  private String sentence(WaitReason reason) {
    if (reason instanceof WaitReason.UpstreamNotDone r) {
      return upstream(r);
    }
    if (reason instanceof WaitReason.RetryDelay r) {
      return "It failed and waits to retry. Try %d of %d starts at %s, %s."
          .formatted(r.nextTry(), r.tries(), clock.format(r.until()), in(r.until()));
    }
    if (reason instanceof WaitReason.NextPoke r) {
      String answer = r.lastAnswer().isEmpty() ? "" : " Last answer: " + r.lastAnswer() + ".";
      return "The sensor looks again at %s, %s.".formatted(clock.format(r.at()), in(r.at()))
          + answer;
    }
    if (reason instanceof WaitReason.PreviousRun r) {
      return "Depends on past: %s is %s in the previous run %s. It goes on when that is success or skipped."
          .formatted(r.taskId(), words(r.state()), r.runId());
    }
    if (reason instanceof WaitReason.PreviousRunDownstream r) {
      return "Waits for downstream: %s is %s in the previous run %s."
          .formatted(r.taskId(), words(r.state()), r.runId());
    }
    return limits(reason);
  }

  private String limits(WaitReason reason) {
    if (reason instanceof WaitReason.PoolFull r) {
      return "Pool %s is full: %d of %d slots are taken, %d needed.%s"
          .formatted(r.pool(), r.used(), r.slots(), r.needed(), holders(r.holders()));
    }
    if (reason instanceof WaitReason.PoolTooSmall r) {
      return "It needs %d slots, but pool %s has only %d: it can never run. Give the pool more slots."
          .formatted(r.needed(), r.pool(), r.slots());
    }
    if (reason instanceof WaitReason.PoolMissing r) {
      return "There is no pool %s. Create it under Pools.".formatted(r.pool());
    }
    if (reason instanceof WaitReason.RunTaskLimit r) {
      return "%d tasks of this run are active; max_active_tasks is %d."
          .formatted(r.active(), r.limit());
    }
    if (reason instanceof WaitReason.TaskLimitAcrossRuns r) {
      return "%d instances of %s are active over all runs; its limit is %d."
          .formatted(r.active(), r.taskId(), r.limit());
    }
    if (reason instanceof WaitReason.TaskLimitInRun r) {
      return "%d instances of %s are active in this run; its limit is %d."
          .formatted(r.active(), r.taskId(), r.limit());
    }
    return progress(reason);
  }

  private String progress(WaitReason reason) {
    if (reason instanceof WaitReason.WaitsForWorker) {
      return "It is ready and waits for a worker to take it.";
    }
    if (reason instanceof WaitReason.NoFreeWorker r) {
      return "It is ready. %d of %d slots on %d %s are busy.%s"
          .formatted(
              r.busySlots(),
              r.slots(),
              r.liveWorkers(),
              r.liveWorkers() == 1 ? "worker" : "workers",
              holders(r.holders()));
    }
    if (reason instanceof WaitReason.NoWorkerForQueue r) {
      return r.served().isEmpty()
          ? "It is ready, but no worker lives. Start one that serves queue %s.".formatted(r.queue())
          : "It is ready, but no live worker serves queue %s. Those that live serve %s."
              .formatted(r.queue(), names(r.served()));
    }
    if (reason instanceof WaitReason.Starting r) {
      return "It starts on %s, since %s.".formatted(r.worker(), ago(r.since()));
    }
    if (reason instanceof WaitReason.Running r) {
      return "It runs on %s, since %s.".formatted(r.worker(), ago(r.since()));
    }
    if (reason instanceof WaitReason.Restarting r) {
      return "It was cleared while it ran. %s ends the old process first.".formatted(r.worker());
    }
    if (reason instanceof WaitReason.DagPaused r) {
      return "%s is paused: nothing new starts. Unpause it to go on.".formatted(r.dagId());
    }
    if (reason instanceof WaitReason.RunLimit r) {
      return "%d of %d allowed runs are running: it waits for %s."
          .formatted(r.running(), r.limit(), names(r.runIds()));
    }
    if (reason instanceof WaitReason.NotBefore r) {
      return "It starts %s, at %s.".formatted(in(r.at()), r.at());
    }
    if (reason instanceof WaitReason.Trouble r) {
      return r.sentence();
    }
    if (reason instanceof WaitReason.RunOver r) {
      return "The run ended as %s before this task was reached.".formatted(r.state().wireName());
    }
    return "The scheduler has not looked at it yet.";
  }

  private static String upstream(WaitReason.UpstreamNotDone r) {
    String open =
        r.upstreams().entrySet().stream()
            .filter(e -> !e.getKey().finished())
            .sorted(Map.Entry.comparingByKey())
            .map(
                e ->
                    "%s %s%s"
                        .formatted(
                            names(e.getValue()),
                            e.getValue().size() == 1 ? "is " : "are ",
                            words(e.getKey())))
            .collect(Collectors.joining(", "));
    long done =
        r.upstreams().entrySet().stream()
            .filter(e -> e.getKey().finished())
            .mapToLong(e -> e.getValue().size())
            .sum();
    return "%d of %d upstream tasks have ended, rule %s%s."
        .formatted(done, r.total(), r.rule().wireName(), open.isEmpty() ? "" : ": " + open);
  }

  private static String words(TaskState state) {
    return state == TaskState.NONE ? "not started" : state.wireName().replace('_', ' ');
  }

  private static String holders(List<String> holders) {
    return holders.isEmpty() ? "" : " Held by " + names(holders) + ".";
  }

  private static String names(List<String> all) {
    String first = all.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return all.size() <= MOST_NAMES ? first : first + " and " + (all.size() - MOST_NAMES) + " more";
  }

  private String in(Instant at) {
    Duration left = Duration.between(now, at);
    return left.isNegative() || left.isZero() ? "now" : "in " + Durations.ofWait(left);
  }

  private String ago(Instant since) {
    return clock.format(since) + ", " + Durations.ofWait(Duration.between(since, now).abs());
  }
}
