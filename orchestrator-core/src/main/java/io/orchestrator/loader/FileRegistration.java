package io.orchestrator.loader;

import io.orchestrator.loader.DagBundles.Refresh;
import io.orchestrator.loader.DefinitionLanes.Job;
import io.orchestrator.loader.FileState.FoundProblem;
import io.orchestrator.loader.KnownFiles.FileKey;
import io.orchestrator.loader.protocol.Findings;
import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.loader.protocol.LoadResult;
import io.orchestrator.loader.protocol.LoadResult.LoadedModel;
import io.orchestrator.loader.protocol.SourceText;
import io.orchestrator.model.CodeKind;
import io.orchestrator.model.DagModel;
import io.orchestrator.model.NextFire;
import io.orchestrator.run.DagRun;
import io.orchestrator.store.DagStore.LoadedDag;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.timetable.DataInterval;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one changed file over: loads it, stores its DAGs and its problems in one transaction. */
record FileRegistration(
    Store store,
    DefinitionLanes definitions,
    JarStore jars,
    boolean pausedByDefault,
    Supplier<Set<String>> pools) {
  private static final Logger LOG = LoggerFactory.getLogger(FileRegistration.class);

  /** Does nothing for a version that is still being loaded. */
  void take(DagFolder folder, DagFile file, KnownFiles files, Refresh refresh)
      throws InterruptedException {
    FileKey key = new FileKey(folder.name(), file.fileName());
    if (definitions.isLoading(key, file)) {
      return;
    }
    try {
      Job job = new Job(key, file, source(file));
      load(job).ifPresent(result -> take(folder, job, result, files, refresh));
    } catch (IOException e) {
      // The jar is being replaced at this moment: it is not accepted, so the next look tries again.
      LOG.info("Cannot read {}/{} yet: {}", key.bundle(), key.fileName(), e.getMessage());
    }
  }

  /** Takes over what loading a file gave. */
  void take(DagFolder folder, Job job, LoadResult result, KnownFiles files, Refresh refresh) {
    Taken taken = sortOut(job, result, files);
    FileState after = store.transact(tx -> save(tx, job, taken, files));
    files.put(job.key(), after);
    folder.accept(job.file());
    report(job.key(), taken, after, refresh);
  }

  /** What a file may register, what others have already, and what is wrong. */
  private record Taken(
      List<LoadedModel> dags,
      Set<String> blocked,
      List<ImportFinding> findings,
      List<ImportFinding> warnings,
      Set<String> missingPools,
      boolean failed) {}

  private String source(DagFile file) throws IOException {
    return file.kind() == CodeKind.JAR
        ? jars.keep(file.path(), file.stamp().hash()).toString()
        : file.source();
  }

  private Optional<LoadResult> load(Job job) throws InterruptedException {
    Optional<ImportFinding> refusal = job.file().refusal();
    return refusal.isPresent()
        ? Optional.of(LoadResult.failed(List.of(refusal.get())))
        : definitions.load(job);
  }

  private Taken sortOut(Job job, LoadResult result, KnownFiles files) {
    List<LoadedModel> own = new ArrayList<>();
    Set<String> blocked = new HashSet<>();
    List<ImportFinding> findings = new ArrayList<>(result.findings());
    for (LoadedModel dag : result.dags()) {
      Optional<FileKey> owner = files.owner(dag.model().dagId(), job.key());
      if (owner.isEmpty()) {
        own.add(dag);
      } else {
        blocked.add(dag.model().dagId());
        findings.add(duplicate(text(job), dag.model(), owner.get()));
      }
    }
    Set<String> existing = pools.get();
    Set<String> missing = new HashSet<>();
    List<ImportFinding> warnings = new ArrayList<>(result.warnings());
    for (LoadedModel dag : own) {
      missing.addAll(PoolChecks.missing(dag.model(), existing));
      warnings.addAll(PoolChecks.warnings(dag.model(), existing, text(job)));
    }
    boolean failed = !result.findings().isEmpty();
    return new Taken(own, blocked, findings, warnings, missing, failed);
  }

  private static ImportFinding duplicate(SourceText text, DagModel model, FileKey owner) {
    return Findings.of(
        "DAG001",
        text,
        Optional.of(model.location()),
        "duplicate DAG id \"%s\": %s in bundle %s defines it already and keeps it"
            .formatted(model.dagId(), owner.fileName(), owner.bundle()),
        "give one of them another id");
  }

  private FileState save(StoreTransaction tx, Job job, Taken taken, KnownFiles files) {
    FileKey key = job.key();
    FileState before = files.state(key);
    Set<String> ids = new HashSet<>();
    if (taken.failed()) {
      ids.addAll(before.dagIds());
    }
    for (LoadedModel dag : taken.dags()) {
      register(tx, loaded(dag, job));
      ids.add(dag.model().dagId());
    }
    FileState after =
        new FileState(
            ids,
            taken.blocked(),
            taken.missingPools(),
            since(before.problems(), taken.findings(), tx.now()),
            since(before.warnings(), taken.warnings(), tx.now()));
    files.saveFindingsWith(tx.dags(), key, after);
    return after;
  }

  private static SourceText text(Job job) {
    return SourceText.of(job.key().fileName(), job.file().source());
  }

  /** What was found before keeps its time. */
  private static List<FoundProblem> since(
      List<FoundProblem> before, List<ImportFinding> findings, Instant now) {
    return findings.stream()
        .map(
            finding ->
                before.stream()
                    .filter(problem -> problem.finding().equals(finding))
                    .findFirst()
                    .orElse(new FoundProblem(finding, now)))
        .toList();
  }

  private static LoadedDag loaded(LoadedModel dag, Job job) {
    return new LoadedDag(
        dag.model(),
        dag.structureHash(),
        job.key().bundle(),
        job.key().fileName(),
        job.file().kind(),
        job.file().stamp().hash(),
        job.source());
  }

  private void register(StoreTransaction tx, LoadedDag dag) {
    DagModel model = dag.model();
    Optional<StoredDag> before = tx.dags().lock(model.dagId());
    tx.dags().register(dag, pausedByDefault);
    if (before.isEmpty() || before.get().stale() || !sameTimes(before.get(), model)) {
      Optional<DataInterval> last = tx.runs().lastAutomated(model.dagId()).map(DagRun::interval);
      tx.dags().setNextFire(model.dagId(), NextFire.compute(model, last, tx.now()).orElse(null));
    }
  }

  private static boolean sameTimes(StoredDag before, DagModel now) {
    DagModel then = before.version().model();
    return then.schedule().equals(now.schedule())
        && Objects.equals(then.startDate(), now.startDate())
        && Objects.equals(then.endDate(), now.endDate())
        && then.catchup() == now.catchup();
  }

  /** A warning stops nothing: one line of the log is enough, pages have the rest. */
  private static String line(ImportFinding warning) {
    return warning.message().lines().findFirst().orElse("");
  }

  private static void report(FileKey key, Taken taken, FileState after, Refresh refresh) {
    List<ImportFinding> warnings = after.warnings().stream().map(FoundProblem::finding).toList();
    refresh.loadedFiles().add(key.bundle() + "/" + key.fileName());
    taken.dags().forEach(dag -> refresh.dagIds().add(dag.model().dagId()));
    refresh.findings().addAll(taken.findings());
    refresh.warnings().addAll(warnings);
    warnings.forEach(warning -> LOG.warn("{}: {}", key.fileName(), line(warning)));
    warnings.forEach(warning -> LOG.debug("{}", warning.message()));
    taken.findings().forEach(finding -> LOG.warn("{}", finding.message()));
  }
}
