package io.orchestrator.loader.protocol;

import io.orchestrator.loader.protocol.LoadResult.LoadedModel;
import io.orchestrator.model.CodeKind;
import io.orchestrator.model.DagModels;
import io.orchestrator.model.ExactJson;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The lines between the server and the child JVM that loads definitions: JSON, one a line. */
public final class DefinitionProtocol {
  /** What the child runs; named, because the server must not have users' code in reach. */
  public static final String MAIN_CLASS = "io.orchestrator.code.DefinitionMain";

  private static final JsonMapper MAPPER = ExactJson.builder().build();

  private DefinitionProtocol() {}

  /**
   * To the child.
   *
   * @param stack true: do not load, say where the load with this id is at the moment
   */
  public record Request(long id, CodeKind kind, String fileName, String source, boolean stack) {}

  /**
   * From the child.
   *
   * @param id 0 for the greeting
   * @param exits true: the child is about to end
   */
  public record Reply(
      long id,
      boolean exits,
      List<WireDag> dags,
      List<ImportFinding> findings,
      List<ImportFinding> warnings) {

    public static Reply of(long id, LoadResult result) {
      List<WireDag> dags =
          result.dags().stream()
              .map(dag -> new WireDag(DagModels.toJson(dag.model()), dag.structureHash()))
              .toList();
      return new Reply(id, false, dags, result.findings(), result.warnings());
    }

    public static Reply greeting() {
      return new Reply(0, false, List.of(), List.of(), List.of());
    }

    public LoadResult result() {
      List<LoadedModel> models =
          dags.stream()
              .map(dag -> new LoadedModel(DagModels.fromJson(dag.model()), dag.structureHash()))
              .toList();
      return new LoadResult(models, findings, warnings);
    }
  }

  /** A DAG: its model as {@link DagModels} writes it. */
  record WireDag(String model, String structureHash) {}

  public static String write(Object message) {
    return MAPPER.writeValueAsString(message);
  }

  public static <T> T read(String line, Class<T> type) {
    return MAPPER.readValue(line, type);
  }
}
