package io.orchestrator.worker.process;

import io.orchestrator.worker.process.ProcessTable.Entry;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * What tells some programs' processes from all others.
 *
 * @param tags the tags they carry
 * @param sessions their sessions, each also a process group and the id of its first process
 * @param since processes that started earlier are not looked at, for speed
 */
record Marks(LongPredicate tags, Set<Long> sessions, long since) {
  private static final Comparator<Entry> OLDEST_FIRST =
      Comparator.comparingLong(Entry::started).thenComparingLong(Entry::pid);

  /**
   * Ids of the living processes with one of the marks, and of their descendants. Parents come
   * first: a shell whose command ended before it was asked itself would go on with its next
   * command.
   */
  Set<Long> find(ProcessTable table) throws IOException {
    List<Entry> living = table.living().stream().sorted(OLDEST_FIRST).toList();
    Map<Long, Long> parents = new HashMap<>();
    Set<Long> found = new HashSet<>();
    for (Entry entry : living) {
      parents.put(entry.pid(), entry.parent());
      if (marked(entry, table)) {
        found.add(entry.pid());
      }
    }
    for (Entry entry : living) {
      if (descends(entry.parent(), parents, found)) {
        found.add(entry.pid());
      }
    }
    found.remove(ProcessHandle.current().pid());
    return living.stream()
        .map(Entry::pid)
        .filter(found::contains)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean marked(Entry entry, ProcessTable table) {
    if (entry.started() < since) {
      return false;
    }
    if (sessions.contains(entry.session()) || sessions.contains(entry.group())) {
      return true;
    }
    OptionalLong tag = table.tag(entry.pid());
    return tag.isPresent() && tags.test(tag.getAsLong());
  }

  private static boolean descends(long from, Map<Long, Long> parents, Set<Long> found) {
    long pid = from;
    for (int depth = 0; depth < parents.size(); depth++) {
      if (found.contains(pid)) {
        return true;
      }
      Long parent = parents.get(pid);
      if (parent == null) {
        return false;
      }
      pid = parent;
    }
    return false;
  }
}
