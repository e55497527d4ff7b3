package io.orchestrator.localaws.athena.catalog;

import io.orchestrator.localaws.athena.error.QueryFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The S3 store's folder, seen by S3 addresses. */
public final class ObjectStore {
  private static final Pattern ADDRESS =
      Pattern.compile("s3[an]?://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

  private final Path root;

  public ObjectStore(Path root) {
    this.root = root;
  }

  public Path root() {
    return root;
  }

  /** The folder or file of an address; never outside the bucket. */
  public Path path(String address) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw new QueryFailedException("Invalid S3 location: " + address);
    }
    Path bucket = root.resolve(parts.group(1));
    String key = parts.group(2) == null ? "" : parts.group(2);
    Path path = bucket.resolve(key.replaceAll("^/+", "")).normalize();
    if (!path.startsWith(bucket)) {
      throw new QueryFailedException("Invalid S3 location: " + address);
    }
    return path;
  }

  public boolean hasBucketOf(String address) {
    return Files.isDirectory(root.resolve(root.relativize(path(address)).getName(0)));
  }

  /** Every data file below an address, hidden ones ({@code _x}, {@code .x}) left out; sorted. */
  public List<Path> files(String address) {
    Path folder = path(address);
    if (Files.isRegularFile(folder) && !address.endsWith("/")) {
      return List.of(folder);
    }
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> size(file) > 0)
          .filter(file -> visible(folder.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not list " + address, e);
    }
  }

  public static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the size of " + file, e);
    }
  }

  private static boolean visible(Path relative) {
    for (Path name : relative) {
      if (name.toString().startsWith("_") || name.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }
}
