package io.orchestrator.tasklog;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/**
 * Where task logs are kept: a folder, an S3 prefix. A chunk's bytes never change once it has been
 * written; writing it again is harmless. Implementations are thread-safe and time out on their own.
 * The contract is {@code TaskLogHandlerContract}.
 */
public interface TaskLogHandler extends AutoCloseable {

  /** One stored chunk: its name and its size in bytes. */
  record Chunk(ChunkId id, long size) {}

  /** For people: {@code s3://bucket/prefix} or a folder. */
  String location();

  /**
   * Writes, reads, lists and deletes a probe object.
   *
   * @throws LogProbeException naming the missing bucket, folder or permission
   */
  void probe() throws LogProbeException;

  /** Stores a chunk, whole or not at all; replaces an earlier write of the same chunk. */
  void put(TaskLogKey key, ChunkId chunk, byte[] bytes) throws IOException;

  /** Chunks of the attempt, ascending. Empty when there are none. */
  List<Chunk> list(TaskLogKey key) throws IOException;

  /**
   * Opens a chunk from a byte offset; an offset at or behind its end gives nothing. The caller
   * closes it.
   *
   * @throws java.nio.file.NoSuchFileException when there is no such chunk
   */
  InputStream open(TaskLogKey key, ChunkId chunk, long offset) throws IOException;

  /** Removes all chunks of the attempt. */
  void delete(TaskLogKey key) throws IOException;

  /**
   * Removes the chunks of all attempts of a run that were begun before the moment. Those of another
   * run that has its name since are younger.
   */
  void deleteRun(String dagId, String runId, Instant begunBefore) throws IOException;

  /** Ends connections. */
  @Override
  default void close() {}

  /** The place cannot be used; the message names the cause and the remedy. */
  final class LogProbeException extends Exception {
    private static final long serialVersionUID = 1L;

    public LogProbeException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
