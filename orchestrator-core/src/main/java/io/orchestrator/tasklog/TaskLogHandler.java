package io.orchestrator.tasklog;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Where task logs end: a folder, an S3 prefix. Chunks are numbered from 0 and never change once
 * written with the same bytes; writing one again is harmless. Implementations are thread-safe and
 * time out on their own. The contract is {@code TaskLogHandlerContract}.
 */
public interface TaskLogHandler {

  /** One stored chunk: its number and its size in bytes. */
  record Chunk(int number, long size) {}

  /** For people: {@code s3://bucket/prefix} or a folder. */
  String location();

  /**
   * Writes, reads and deletes a probe object.
   *
   * @throws LogProbeException naming the missing bucket, folder or permission
   */
  void probe() throws LogProbeException;

  /** Stores a chunk under its number, replacing an earlier write of the same number. */
  void put(TaskLogKey key, int chunkNumber, byte[] bytes) throws IOException;

  /** Chunks of the attempt, ascending. Empty when there are none. */
  List<Chunk> list(TaskLogKey key) throws IOException;

  /** Opens a chunk from a byte offset. The caller closes it. */
  InputStream open(TaskLogKey key, int chunkNumber, long offset) throws IOException;

  /** Removes all chunks of the attempt. */
  void delete(TaskLogKey key) throws IOException;

  /** The place cannot be used; the message names the cause and the remedy. */
  final class LogProbeException extends Exception {
    private static final long serialVersionUID = 1L;

    public LogProbeException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
