package io.orchestrator.scheduler;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.WorkerStream;
import io.orchestrator.execution.WorkerStreams;
import io.orchestrator.execution.WorkerStreams.Hello;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A connected worker that does as it is told. What it is sent it receives at once, or loses. */
final class StreamedWorker {
  final WorkerInfo info;
  final UUID process;
  final List<WorkItem> received = new ArrayList<>();
  final Map<AttemptToken, @Nullable Answer> answers = new LinkedHashMap<>();
  final List<String> closed = new ArrayList<>();
  final Set<AttemptToken> held = new LinkedHashSet<>();
  final Set<AttemptToken> over = new LinkedHashSet<>();
  final Map<AttemptToken, Long> heardBefore = new HashMap<>();
  List<AttemptToken> gone = List.of();
  long lastHeard;
  boolean reachable = true;
  boolean losing;
  private @Nullable WorkerStream stream;
  private @Nullable Connection latest;
  private long beats;

  StreamedWorker(String name, int slots) {
    this(name, slots, new UUID(name.hashCode(), 0));
  }

  StreamedWorker(String name, int slots, UUID process) {
    this.info = new WorkerInfo(name, "host-of-" + name, 7, slots, List.of("default"));
    this.process = process;
  }

  StreamedWorker connect(WorkerStreams streams) {
    reachable = true;
    losing = false;
    beats = 0;
    Connection made = new Connection();
    latest = made;
    int free = info.slots() - held.size();
    WorkerStreams.Opened opened =
        streams.open(new Hello(info, process, free, List.copyOf(held), List.copyOf(over)), made);
    stream = opened.stream();
    gone = opened.gone();
    held.removeAll(gone);
    return this;
  }

  WorkerStream stream() {
    return Objects.requireNonNull(stream);
  }

  /** What comes by an earlier one is lost, and the server does not know. */
  private final class Connection implements WorkerStream.Receiver {
    @Override
    public boolean items(List<WorkItem> items, long heard) {
      if (!reachable) {
        return false;
      }
      if (!losing && latest == this) {
        lastHeard = heard;
        received.addAll(items);
        items.forEach(item -> held.add(item.token()));
        items.forEach(item -> heardBefore.put(item.token(), heard));
      }
      return true;
    }

    @Override
    public void answered(AttemptToken attempt, @Nullable Answer answer) {
      answers.put(attempt, answer);
      if (answer != null) {
        held.remove(attempt);
      }
    }

    @Override
    public void closed(String reason) {
      closed.add(reason);
    }
  }

  /** The oldest item it has not been asked for yet. */
  WorkItem next() {
    return received.remove(0);
  }

  List<String> tasks() {
    return received.stream().map(item -> item.task().taskId()).toList();
  }

  @Nullable Answer succeed(WorkItem item) {
    return end(item, FinishReport.End.SUCCESS);
  }

  @Nullable Answer end(WorkItem item, FinishReport.End end) {
    String reason = end == FinishReport.End.SUCCESS ? "" : "it broke";
    stream().ended(item.token(), new FinishReport(end, reason, Map.of(), null, null), true);
    return answers.get(item.token());
  }

  List<AttemptToken> beat() {
    List<AttemptToken> gone =
        stream().beat(++beats, info, List.copyOf(held), List.copyOf(over)).join();
    over.removeAll(gone);
    return gone;
  }
}
