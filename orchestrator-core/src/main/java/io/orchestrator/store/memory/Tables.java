package io.orchestrator.store.memory;

import io.orchestrator.administration.Pool;
import io.orchestrator.administration.User;
import io.orchestrator.administration.Variable;
import io.orchestrator.connection.Connection;
import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.DagCode;
import io.orchestrator.model.DagVersion;
import io.orchestrator.model.TaskLimits;
import io.orchestrator.run.Attempt;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.DagStore.ImportProblem;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Member;
import io.orchestrator.store.MemberStore.WorkerProcess;
import io.orchestrator.store.RetentionStore.DeletedRun;
import io.orchestrator.store.RunStore.Remembered;
import io.orchestrator.store.TaskStore.TaskFacts;
import io.orchestrator.store.XComStore.XCom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** All rows. As in the database, numbers given out by a transaction that is undone stay used. */
final class Tables {
  private static final int DEFAULT_SLOTS = 128;

  /** A version with its code. */
  record VersionEntry(DagVersion version, DagCode code) {}

  /** A name of a run. */
  record RunKey(String dagId, String runId) {}

  /** What a run is for. */
  record DateKey(String dagId, Instant logicalDate) {}

  /** Facts of one try. */
  record FactsEntry(int tryNumber, TaskFacts facts) {}

  /** Address of an XCom. */
  record XComKey(long runPk, String taskId, int mapIndex, String key) {
    static final Comparator<XComKey> ORDER =
        Comparator.comparingLong(XComKey::runPk)
            .thenComparing(XComKey::taskId)
            .thenComparing(XComKey::mapIndex)
            .thenComparing(XComKey::key);
  }

  final Undo undo = new Undo();
  private final List<Table<?, ?>> all = new ArrayList<>();
  final Table<String, StoredDag> dags = byText();
  final Table<UUID, VersionEntry> versions = byId();
  final Table<Long, RunEntry> runs = byNumber();
  final Table<RunKey, Long> runsByName =
      by(Comparator.comparing(RunKey::dagId).thenComparing(RunKey::runId));
  final Table<DateKey, Long> runsByDate =
      by(Comparator.comparing(DateKey::dagId).thenComparing(DateKey::logicalDate));
  final Table<UUID, TaskEntry> tasks = byId();
  final Table<Long, List<UUID>> tasksOfRun = byNumber();
  final Table<UUID, List<Attempt>> attempts = byId();
  final Table<UUID, FactsEntry> facts = byId();
  final Table<XComKey, XCom> xcoms = by(XComKey.ORDER);
  final Table<Long, Remembered> remembered = byNumber();
  final Table<RunKey, DeletedRun> deletedRuns =
      by(Comparator.comparing(RunKey::dagId).thenComparing(RunKey::runId));
  final Table<Long, AuditRow> audit = byNumber();
  final Table<Long, ImportProblem> problems = byNumber();
  final Table<Long, ImportProblem> warnings = byNumber();
  final Table<String, Member> members = byText();
  final Table<String, List<WorkerProcess>> processes = byText();
  final Table<String, Pool> pools = byText();
  private final Table<Long, Long> claimBook = byNumber();
  final Table<String, Variable> variables = byText();
  final Table<String, Connection> connections = byText();
  final Table<String, User> users = byText();
  private final Map<UUID, CompiledDag> compiled;
  private final long series;
  private long numbers;

  Tables(long series) {
    this(series, new ConcurrentHashMap<>());
    pools.put(
        TaskLimits.DEFAULT_POOL,
        new Pool(TaskLimits.DEFAULT_POOL, DEFAULT_SLOTS, "Default pool", false));
    undo.commit();
  }

  private Tables(long series, Map<UUID, CompiledDag> compiled) {
    this.series = series;
    this.compiled = compiled;
  }

  /** The same rows as they are now, apart from these. */
  Tables copy() {
    Tables copy = new Tables(series, compiled);
    copy.numbers = numbers;
    for (int i = 0; i < all.size(); i++) {
      copy.all.get(i).take(all.get(i));
    }
    return copy;
  }

  /** The next number; they ascend. */
  long number() {
    return ++numbers;
  }

  /** The next id; they ascend, so that a run in memory is the same each time. */
  UUID id() {
    return new UUID(0, number());
  }

  /** The next id of a task instance. */
  UUID taskId() {
    return new UUID(series, number());
  }

  /** Version of the claim book. */
  long book() {
    return claimBook.find(0L).orElse(0L);
  }

  /** Something is claimed, or what claims depend on has changed. */
  void raiseBook() {
    claimBook.put(0L, book() + 1);
  }

  /** The run or one of its task instances has changed. */
  void raise(long runPk) {
    runs.find(runPk).ifPresent(entry -> runs.put(runPk, entry.raised()));
  }

  void raiseTo(long runPk, long version) {
    runs.find(runPk).ifPresent(entry -> runs.put(runPk, entry.raisedTo(version)));
  }

  CompiledDag compiled(DagVersion version) {
    return compiled.computeIfAbsent(version.id(), id -> CompiledDag.of(version));
  }

  private <V> Table<String, V> byText() {
    return by(Comparator.<String>naturalOrder());
  }

  private <V> Table<UUID, V> byId() {
    return by(Comparator.<UUID>naturalOrder());
  }

  private <V> Table<Long, V> byNumber() {
    return by(Comparator.<Long>naturalOrder());
  }

  private <K, V> Table<K, V> by(Comparator<? super K> order) {
    Table<K, V> table = new Table<>(order, undo);
    all.add(table);
    return table;
  }
}
