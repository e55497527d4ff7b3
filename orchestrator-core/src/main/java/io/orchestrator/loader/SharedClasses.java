package io.orchestrator.loader;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The launcher's archive of classes, for JVMs that this one starts: it holds what they load, too,
 * and spares each of them parsing and verifying it.
 */
public final class SharedClasses {
  /** Path of the archive this JVM was started with; without it there is none. */
  private static final String ARCHIVE = "orchestrator.classes.archive";

  /** Folder for lists of the classes that are loaded; only while an archive is prepared. */
  private static final String LISTS = "orchestrator.classes.lists";

  private static final Logger LOG = LoggerFactory.getLogger(SharedClasses.class);
  private static final AtomicInteger CHILDREN = new AtomicInteger();

  private SharedClasses() {}

  /**
   * Options for a JVM with this one's class path. One that cannot use the archive starts without
   * it, and says nothing of that.
   *
   * @param part what the JVM is for, as part of a file's name
   */
  public static List<String> options(String part) {
    return options(part, System.getProperty(ARCHIVE), System.getProperty(LISTS));
  }

  /**
   * While an archive is prepared: loads the classes that the JVMs started by this one have listed,
   * so that the archive of this one holds them as well. Does nothing otherwise.
   *
   * @throws IOException when a list cannot be read
   */
  public static void loadListed() throws IOException {
    String lists = System.getProperty(LISTS);
    if (lists != null) {
      loadListed(Path.of(lists));
    }
  }

  /** The number of classes that are there now. */
  static int loadListed(Path lists) throws IOException {
    int loaded = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(lists, "*.classes")) {
      for (Path file : files) {
        for (String line : Files.readAllLines(file)) {
          loaded += load(line) ? 1 : 0;
        }
      }
    }
    return loaded;
  }

  /** Comments, hidden classes and half a last line are no names of classes. */
  private static boolean load(String line) {
    if (line.startsWith("#") || line.startsWith("@")) {
      return false;
    }
    String name = line.split(" ", 2)[0].replace('/', '.');
    try {
      Class.forName(name, false, ClassLoader.getSystemClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      LOG.debug("{} is not archived", name, e);
      return false;
    }
  }

  static List<String> options(String part, @Nullable String archive, @Nullable String lists) {
    if (lists != null) {
      String file = part + "-" + CHILDREN.incrementAndGet() + ".classes";
      return List.of("-XX:DumpLoadedClassList=" + Path.of(lists, file));
    }
    if (archive == null) {
      return List.of();
    }
    // Never on standard output, which may be a line of answers.
    return List.of(
        "-Xshare:auto",
        "-XX:SharedArchiveFile=" + archive,
        "-Xlog:disable",
        "-Xlog:all=warning,cds*=off,class+path*=off:stderr");
  }
}
