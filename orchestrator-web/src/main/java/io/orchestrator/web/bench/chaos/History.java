package io.orchestrator.web.bench.chaos;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a chaos run from three sides: the database, the programs themselves, the logs.
 *
 * @param runs all runs of the mix
 * @param instances all their task instances, as they are in the end
 * @param changes audit rows of task instances, oldest first
 * @param words what the tasks wrote about themselves, in the order of the file
 * @param acknowledged runs whose trigger was answered with success
 * @param dates logical dates that must have a run, by DAG
 * @param logs lines of the attempts whose programs number them
 */
record History(
    List<Run> runs,
    List<Instance> instances,
    List<Change> changes,
    List<Words> words,
    Set<RunKey> acknowledged,
    Map<String, List<Instant>> dates,
    Map<Try, List<String>> logs) {

  /** Names a run. */
  record RunKey(String dagId, String runId) {
    @Override
    public String toString() {
      return dagId + "/" + runId;
    }
  }

  /** Names a task of a run. */
  record Task(RunKey run, String taskId) {
    @Override
    public String toString() {
      return run + "/" + taskId;
    }
  }

  /** Names a try. */
  record Try(Task task, int number) {
    @Override
    public String toString() {
      return task + "/" + number;
    }
  }

  /** A run. */
  record Run(RunKey key, String state, @Nullable Instant logicalDate) {}

  /** A task of a run. */
  record Instance(Task task, String state) {}

  /** A change of state by the audit log. */
  record Change(
      long seq, Instant at, String event, Try of, @Nullable String from, @Nullable String to) {
    boolean is(String name) {
      return event.equals("task." + name);
    }

    /** Whether it ended the work of a try. */
    boolean endsWork() {
      return executing(from) && !executing(to);
    }

    private static boolean executing(@Nullable String state) {
      return "running".equals(state) || "restarting".equals(state);
    }
  }

  /**
   * A line that a task wrote about itself.
   *
   * @param what started, alive (a line was printed), worked, overlapped or heard
   */
  record Words(Instant at, String what, Try by, String detail) {
    private static final int FIELDS = 7;
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    /** Reads a line of the witness file. */
    static Words read(String line) {
      String[] fields = line.split("\t", FIELDS);
      if (fields.length < FIELDS) {
        throw new IllegalStateException("The witness file has a broken line: " + line);
      }
      Task task = new Task(new RunKey(fields[2], fields[3]), fields[4]);
      long nanos = new BigDecimal(fields[0]).multiply(NANOS).longValueExact();
      return new Words(
          Instant.ofEpochSecond(0, nanos),
          fields[1],
          new Try(task, Integer.parseInt(fields[5])),
          fields[6]);
    }
  }
}
