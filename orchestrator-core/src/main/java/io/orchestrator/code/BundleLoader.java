package io.orchestrator.code;

import io.orchestrator.dag.Dag;
import io.orchestrator.loader.protocol.Findings;
import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.loader.protocol.LoadResult;
import io.orchestrator.loader.protocol.LoadResult.LoadedModel;
import io.orchestrator.loader.protocol.SourceText;
import io.orchestrator.model.CodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns one file into models, in the child JVM. Each load has class loaders of its own. */
record BundleLoader(SlowCallWatch watch) {
  LoadResult load(CodeKind kind, String fileName, String source) {
    try {
      Code code = Code.of(kind, fileName, source);
      List<ImportFinding> warnings = new ArrayList<>();
      List<LoadedModel> first = models(code);
      // The first time loads classes of ours and of libraries; what takes long again is the file's.
      List<LoadedModel> second = watched(code, warnings);
      List<ImportFinding> unstable = differences(first, second, code.text());
      return unstable.isEmpty()
          ? new LoadResult(first, List.of(), warnings)
          : LoadResult.failed(unstable);
    } catch (InvalidCodeException e) {
      return LoadResult.failed(e.findings());
    }
  }

  private List<LoadedModel> watched(Code code, List<ImportFinding> warnings)
      throws InvalidCodeException {
    SlowCallWatch.Call call = watch.begin();
    try {
      return models(code);
    } finally {
      call.end().ifPresent(stack -> warnings.add(slow(stack, code.text())));
    }
  }

  private static List<LoadedModel> models(Code code) throws InvalidCodeException {
    try (LoadedCode loaded = LoadedCode.load(code)) {
      Map<String, Dag> dags = loaded.dags();
      return dags.values().stream()
          .map(dag -> new LoadedModel(dag.model(), dag.structureHash()))
          .toList();
    }
  }

  private static ImportFinding slow(StackTraceElement[] stack, SourceText text) {
    return Findings.stackWarning(
        Findings.SLOW,
        "define took more than 1 s of its own; here it was then",
        stack,
        text,
        "define must not wait, read files or ask the network; move that into a task");
  }

  private static List<ImportFinding> differences(
      List<LoadedModel> first, List<LoadedModel> second, SourceText text) {
    List<ImportFinding> found = new ArrayList<>();
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      Optional<LoadedModel> one = at(first, i);
      Optional<LoadedModel> other = at(second, i);
      if (!one.map(LoadedModel::structureHash).equals(other.map(LoadedModel::structureHash))) {
        LoadedModel any = one.or(() -> other).orElseThrow();
        found.add(unstable(any, ModelDiff.describe(one, other), text));
      }
    }
    return found;
  }

  private static Optional<LoadedModel> at(List<LoadedModel> models, int index) {
    return index < models.size() ? Optional.of(models.get(index)) : Optional.empty();
  }

  private static ImportFinding unstable(LoadedModel dag, String difference, SourceText text) {
    return Findings.of(
        Findings.UNSTABLE,
        text,
        Optional.of(dag.model().location()),
        "DAG \"" + dag.model().dagId() + "\" is different each time it is defined: " + difference,
        "do not use random numbers or the clock in define; use templates or params instead");
  }
}
