package io.orchestrator.worker.log;

import io.orchestrator.tasklog.SegmentFormat.Kind;
import io.orchestrator.tasklog.SegmentScan;
import io.orchestrator.tasklog.SpoolFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a dead worker's segments tell, read in order. */
final class LeftSegments {
  private final Map<String, LeftAttempt> attempts = new LinkedHashMap<>();

  /** By the numbers of the segment at hand. */
  private final Map<Integer, LeftAttempt> named = new HashMap<>();

  /** By the numbers that the worker itself gave. */
  private final Map<Integer, LeftAttempt> byNumber = new LinkedHashMap<>();

  /** By the newest segment. */
  private final Set<Integer> running = new HashSet<>();

  /** Reads the next segment. */
  void read(Segment segment) throws IOException {
    named.clear();
    Set<Integer> begun = new HashSet<>();
    boolean whole = false;
    try (RandomAccessFile file = SpoolFolder.open(segment.path())) {
      SegmentScan scan = SegmentScan.of(file);
      while (scan.next()) {
        if (scan.is(Kind.BEGIN)) {
          whole = true;
          running.clear();
          running.addAll(begun);
        } else {
          read(scan, segment, whole ? running : begun);
        }
      }
    }
  }

  private void read(SegmentScan scan, Segment segment, Set<Integer> told) throws IOException {
    int number = scan.attempt();
    if (scan.is(Kind.ATTEMPT)) {
      SegmentScan.Declared declared = scan.declared();
      String name = declared.stream() + "/" + declared.key().path();
      LeftAttempt attempt = attempts.computeIfAbsent(name, n -> new LeftAttempt(number, declared));
      named.put(number, attempt);
      byNumber.putIfAbsent(number, attempt);
      told.add(number);
    } else if (scan.is(Kind.ENDED)) {
      told.remove(number);
    } else if (scan.is(Kind.LINES) && named.containsKey(number)) {
      Objects.requireNonNull(named.get(number)).lines(scan, segment);
    } else if (scan.is(Kind.SHIPPED) && byNumber.containsKey(number)) {
      Objects.requireNonNull(byNumber.get(number)).shipped(scan.chunk());
    }
  }

  Collection<LeftAttempt> attempts() {
    return attempts.values();
  }

  /** Those that ran when their worker died. */
  List<LeftAttempt> running() {
    return byNumber.values().stream().filter(a -> running.contains(a.number())).toList();
  }
}
