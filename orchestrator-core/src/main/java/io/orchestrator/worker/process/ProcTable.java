package io.orchestrator.worker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Linux: the files under {@code /proc}. A process that ends while it is read counts as ended. */
final class ProcTable implements ProcessTable {
  private static final Path PROC = Path.of("/proc");
  private static final Pattern LOCKS = Pattern.compile("Max file locks +(\\d{18}) ");
  private static final Pattern MARKER =
      Pattern.compile("(?:^|\0)" + Tags.VARIABLE + "=(\\d{18})(?:\0|$)");

  static boolean present() {
    return Files.isReadable(PROC.resolve("self/stat"));
  }

  @Override
  public List<Entry> living() throws IOException {
    List<Entry> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path folder : folders) {
        Entry entry = entry(folder);
        if (entry != null) {
          found.add(entry);
        }
      }
    }
    return found;
  }

  @Override
  public long started(long pid) {
    Entry entry = entry(PROC.resolve(Long.toString(pid)));
    return entry == null ? 0 : entry.started();
  }

  private static @Nullable Entry entry(Path folder) {
    String stat = text(folder.resolve("stat"));
    int nameEnd = stat.lastIndexOf(')'); // the name before it may hold anything
    if (nameEnd < 0) {
      return null;
    }
    String[] fields = stat.substring(nameEnd + 2).split(" ");
    if (fields.length < 20 || fields[0].equals("Z") || fields[0].equals("X")) {
      return null;
    }
    return new Entry(
        Long.parseLong(String.valueOf(folder.getFileName())),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[19]));
  }

  @Override
  public OptionalLong tag(long pid) {
    Path folder = PROC.resolve(Long.toString(pid));
    Matcher limit = LOCKS.matcher(text(folder.resolve("limits")));
    if (limit.find()) {
      return OptionalLong.of(Long.parseLong(limit.group(1)));
    }
    Matcher marker = MARKER.matcher(text(folder.resolve("environ")));
    return marker.find() ? OptionalLong.of(Long.parseLong(marker.group(1))) : OptionalLong.empty();
  }

  /** Empty when the process has ended or belongs to somebody else. */
  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
