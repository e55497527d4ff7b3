package io.orchestrator.tasklog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** A place in memory that refuses what a test makes it refuse. */
public final class MemoryTaskLogHandler implements TaskLogHandler {

  /** Decides about each call. */
  @FunctionalInterface
  public interface Fault {
    /** Refuses before anything has happened by throwing; true refuses after it has. */
    boolean strikes(String call) throws IOException;

    Fault NEVER = call -> false;
  }

  private final Map<String, NavigableMap<ChunkId, byte[]>> logs = new ConcurrentHashMap<>();
  private volatile Fault fault = Fault.NEVER;
  private volatile Predicate<byte[]> refused = bytes -> false;

  public void fault(Fault next) {
    fault = next;
  }

  /** Some chunks are refused whenever they come. */
  public void refuse(Predicate<byte[]> next) {
    refused = next;
  }

  /** What lies there, as one text. */
  public String text(TaskLogKey key) {
    StringBuilder text = new StringBuilder();
    chunks(key)
        .values()
        .forEach(b -> text.append(new String(b, java.nio.charset.StandardCharsets.UTF_8)));
    return text.toString();
  }

  private NavigableMap<ChunkId, byte[]> chunks(TaskLogKey key) {
    return logs.getOrDefault(key.path(), new TreeMap<>());
  }

  private void after(boolean struck) throws IOException {
    if (struck) {
      throw new IOException("connection reset");
    }
  }

  @Override
  public String location() {
    return "memory:logs";
  }

  @Override
  public void probe() {}

  @Override
  public void put(TaskLogKey key, ChunkId chunk, byte[] bytes) throws IOException {
    boolean strikes = fault.strikes("put");
    if (refused.test(bytes)) {
      throw new IOException("not this one");
    }
    byte[] before =
        logs.computeIfAbsent(key.path(), k -> new ConcurrentSkipListMap<>()).put(chunk, bytes);
    if (before != null && !java.util.Arrays.equals(before, bytes)) {
      throw new IllegalStateException(chunk + " was written with other bytes before");
    }
    after(strikes);
  }

  @Override
  public List<Chunk> list(TaskLogKey key) throws IOException {
    after(fault.strikes("list"));
    return chunks(key).entrySet().stream()
        .map(e -> new Chunk(e.getKey(), e.getValue().length))
        .toList();
  }

  @Override
  public InputStream open(TaskLogKey key, ChunkId chunk, long offset) throws IOException {
    after(fault.strikes("open"));
    byte[] bytes = chunks(key).get(chunk);
    if (bytes == null) {
      throw new NoSuchFileException(chunk.fileName());
    }
    int from = (int) Math.min(offset, bytes.length);
    return new ByteArrayInputStream(bytes, from, bytes.length - from);
  }

  @Override
  public void delete(TaskLogKey key) {
    logs.remove(key.path());
  }

  @Override
  public void deleteRun(String dagId, String runId, Instant begunBefore) throws IOException {
    boolean strikes = fault.strikes("deleteRun");
    String folder = TaskLogKey.runPath(dagId, runId) + "/";
    logs.forEach(
        (path, chunks) -> {
          if (path.startsWith(folder)) {
            chunks.keySet().removeIf(chunk -> chunk.startedAt().isBefore(begunBefore));
          }
        });
    after(strikes);
  }
}
