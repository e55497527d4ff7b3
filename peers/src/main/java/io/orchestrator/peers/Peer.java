package io.orchestrator.peers;

/** Another engine, started. */
interface Peer extends AutoCloseable {

  /**
   * Runs tasks in sequence, each durable before the next one begins; returns when the last has
   * ended.
   *
   * @param run unique
   */
  void walk(String run, int tasks, Bodies bodies) throws Exception;

  @Override
  void close();
}
