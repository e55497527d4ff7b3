package io.orchestrator.web.bench.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What processes have spent of the machine's processors and hold of its memory, by Linux. */
public final class ProcessorTime {
  private static final Path PROC = Path.of("/proc");

  /** The kernel's unit towards programs, on every platform that has a JVM. */
  private static final double TICKS_PER_SECOND = 100;

  /** Fields of {@code stat} after the name, which may have blanks and parentheses in it. */
  private static final int PARENT = 1;

  private static final double KILO = 1_024;
  private static final int FIRST_TIME = 11;
  private static final int LAST_TIME = 14;

  private ProcessorTime() {}

  /** Whether this system says it. */
  public static boolean isKnown() {
    return Files.isReadable(PROC.resolve("self/stat"));
  }

  /**
   * Seconds of a process and all below it, those that have ended and were waited for included; 0
   * for one that has gone.
   */
  public static double seconds(long pid) {
    return ProcessHandle.of(pid)
        .map(process -> Stream.concat(process.descendants(), Stream.of(process)))
        .orElse(Stream.empty())
        .mapToDouble(process -> own(process.pid()))
        .sum();
  }

  /**
   * Megabytes of a process and all below it, what they share counted once; empty when that is not
   * known.
   */
  static OptionalDouble megabytes(long pid) {
    List<Long> all =
        ProcessHandle.of(pid)
            .map(p -> Stream.concat(p.descendants(), Stream.of(p)).map(ProcessHandle::pid).toList())
            .orElse(List.of());
    List<Double> known =
        all.stream()
            .flatMap(p -> read(PROC.resolve(Long.toString(p)).resolve("smaps_rollup")).stream())
            .map(ProcessorTime::proportionalMegabytes)
            .toList();
    return known.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(known.stream().mapToDouble(Double::doubleValue).sum());
  }

  /** What a process has for itself, and its part of what it shares. */
  static double proportionalMegabytes(String smaps) {
    return smaps
            .lines()
            .filter(line -> line.startsWith("Pss:"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
            .sum()
        / KILO;
  }

  /** Seconds of this process alone; 0 where that is not known. */
  public static double ownSeconds() {
    return own(ProcessHandle.current().pid());
  }

  private static double own(long pid) {
    return stat(pid).map(ProcessorTime::seconds).orElse(0.0);
  }

  /** Its own time and that of its children that have ended. */
  static double seconds(String stat) {
    String[] fields = afterName(stat);
    long ticks = 0;
    for (int i = FIRST_TIME; i <= LAST_TIME; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** Who started a process; empty when it has gone. */
  static OptionalLong parent(long pid) {
    return stat(pid)
        .map(line -> OptionalLong.of(Long.parseLong(afterName(line)[PARENT])))
        .orElse(OptionalLong.empty());
  }

  private static String[] afterName(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
  }

  private static Optional<String> stat(long pid) {
    return read(PROC.resolve(Long.toString(pid)).resolve("stat"));
  }

  /** How it shows itself in lists of processes; empty when it has gone. */
  static Optional<String> title(long pid) {
    return read(PROC.resolve(Long.toString(pid)).resolve("cmdline"));
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
