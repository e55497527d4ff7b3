package io.orchestrator.worker.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Systems without {@code /proc}: what {@code ps} prints. There are no tags, only groups. */
final class PsTable implements ProcessTable {
  @Override
  public List<Entry> living() throws IOException {
    Process ps =
        new ProcessBuilder("ps", "-A", "-o", "pid=,ppid=,pgid=,stat=")
            .redirectError(Redirect.DISCARD)
            .start();
    try (BufferedReader lines = ps.inputReader()) {
      return lines.lines().map(PsTable::entry).filter(Objects::nonNull).toList();
    }
  }

  private static @Nullable Entry entry(String line) {
    String[] fields = line.strip().split(" +");
    if (fields.length < 4 || fields[3].startsWith("Z")) {
      return null;
    }
    long group = Long.parseLong(fields[2]);
    return new Entry(
        Long.parseLong(fields[0]), Long.parseLong(fields[1]), group, group, Long.MAX_VALUE);
  }

  @Override
  public long started(long pid) {
    return 0;
  }

  @Override
  public OptionalLong tag(long pid) {
    return OptionalLong.empty();
  }
}
