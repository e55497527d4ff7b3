package io.orchestrator.loader;

import io.orchestrator.dag.DagModels;
import io.orchestrator.loader.LoadResult.LoadedModel;
import io.orchestrator.store.DagStore.CodeKind;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The lines between the server and the child JVM that loads definitions: JSON, one a line. */
final class DefinitionProtocol {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private DefinitionProtocol() {}

  /**
   * To the child.
   *
   * @param stack true: do not load, tell where the load with this id is just now
   */
  record Request(long id, CodeKind kind, String fileName, String source, boolean stack) {}

  /**
   * From the child.
   *
   * @param id 0 for the greeting
   * @param exits true: the child is about to end
   */
  record Reply(
      long id,
      boolean exits,
      List<WireDag> dags,
      List<ImportFinding> findings,
      List<ImportFinding> warnings) {

    static Reply of(long id, LoadResult result) {
      List<WireDag> dags =
          result.dags().stream()
              .map(dag -> new WireDag(DagModels.toJson(dag.model()), dag.structureHash()))
              .toList();
      return new Reply(id, false, dags, result.findings(), result.warnings());
    }

    static Reply greeting() {
      return new Reply(0, false, List.of(), List.of(), List.of());
    }

    LoadResult result() {
      List<LoadedModel> models =
          dags.stream()
              .map(dag -> new LoadedModel(DagModels.fromJson(dag.model()), dag.structureHash()))
              .toList();
      return new LoadResult(models, findings, warnings);
    }
  }

  /** A DAG: its model as {@link DagModels} writes it. */
  record WireDag(String model, String structureHash) {}

  static String write(Object message) {
    return MAPPER.writeValueAsString(message);
  }

  static <T> T read(String line, Class<T> type) {
    return MAPPER.readValue(line, type);
  }
}
