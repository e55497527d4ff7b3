package io.orchestrator.worker.process;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** What the operating system says about all its processes. */
interface ProcessTable {
  /** The living ones; the dead that nobody has collected are left out. */
  List<Entry> living() throws IOException;

  /** When a process started; 0 when that is not known. See {@link Entry#started}. */
  long started(long pid);

  /** The program tag a process carries, inherited from the program it descends from. */
  OptionalLong tag(long pid);

  /**
   * A process.
   *
   * @param started in units and from an origin that only compare with each other
   */
  record Entry(long pid, long parent, long group, long session, long started) {}

  /** The table of this machine. */
  static ProcessTable ofThisSystem() {
    return ProcTable.present() ? new ProcTable() : new PsTable();
  }
}
