package io.orchestrator.worker.log;

import java.io.IOException;

/** Where the text of a chunk waits. */
interface Stored {
  /**
   * The text.
   *
   * @throws java.nio.file.NoSuchFileException when it has been removed
   */
  byte[] text() throws IOException;

  /** It is at its place and need not be kept. */
  void shipped();

  /** In memory: the way to where logs end need not lead over a disk that cannot be written. */
  static Stored inMemory(byte[] text) {
    return new Stored() {
      @Override
      public byte[] text() {
        return text;
      }

      @Override
      public void shipped() {
        // It goes with its holder.
      }
    };
  }
}
