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
 * @param logs lines of the attempts whose programs number them
 * @param done what was done to the installation
 */
record History(
    List<Run> runs,
    List<Instance> instances,
    List<Change> changes,
    List<Words> words,
    Map<Try, List<String>> logs,
    Done done) {

  /**
   * What was asked of the installation, and harm that a tolerance has to know.
   *
   * @param acknowledged runs whose trigger was answered with success
   * @param dates logical dates that must have a run, by DAG
   * @param frozen when workers were frozen
   */
  record Done(
      Set<RunKey> acknowledged, Map<String, List<Instant>> dates, List<Patience.Frozen> frozen) {}

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
  record Instance(Task task, String state, Told told) {}

  /**
   * What is kept of a task beside its state.
   *
   * @param externalId of remote work
   * @param tryNumber whose notes they are; 0 without any
   * @param notes their names
   */
  record Told(@Nullable String externalId, int tryNumber, List<String> notes) {
    static final Told NOTHING = new Told(null, 0, List.of());
  }

  /** A change of state by the audit log. */
  record Change(
      long seq, Instant at, String event, Try of, @Nullable String from, @Nullable String to) {
    boolean is(String name) {
      return event.equals("task." + name);
    }

    /** Whether a program may begin with it: a start, or a claim that is one. */
    boolean starts() {
      return is("started") || (is("claimed") && "running".equals(to));
    }

    /** Whether it says that no program had begun with the start before. */
    boolean takesStartBack() {
      return is("handed_back") && "running".equals(from);
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
   * @param what started, ended (by itself), alive (a line was printed), worked, overlapped, heard
   *     (was given a value), attached (was given the id of remote work) or told (the server has
   *     taken an id of remote work that it was told; since when, in milliseconds)
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
