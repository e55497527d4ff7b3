package io.orchestrator.web.api;

import io.orchestrator.store.DagStore.ImportProblem;
import io.orchestrator.store.Store;
import io.orchestrator.web.api.body.ImportErrorBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What could not be loaded, and why. An id holds until the file is loaded again. */
@RestController
final class ImportErrorController {
  private static final long POSITIVE = 0x7fff_ffffL;
  private static final Sortable<ImportProblem> SORTABLE =
      new Sortable<ImportProblem>()
          .by("id", ImportErrorController::id)
          .by("import_error_id", ImportErrorController::id)
          .by("timestamp", ImportProblem::at)
          .by("filename", ImportProblem::fileName)
          .by("bundle_name", ImportProblem::bundle)
          .by("stacktrace", ImportProblem::message);
  private final Store store;

  ImportErrorController(Store store) {
    this.store = store;
  }

  @GetMapping("/api/v2/importErrors")
  Map<String, Object> list(HttpServletRequest request) {
    ListParameters p = new ListParameters(request).without("bundle_name", "filename");
    String pattern = p.text("filename_pattern");
    List<ImportProblem> matching =
        problems().stream().filter(i -> Slices.matches(i.fileName(), pattern)).toList();
    return Bodies.list(
        "import_errors", Slices.of(matching, p.page(), SORTABLE), ImportErrorController::body);
  }

  @GetMapping("/api/v2/importErrors/{id}")
  ImportErrorBody get(@PathVariable long id) {
    return problems().stream()
        .filter(p -> id(p) == id)
        .findFirst()
        .map(ImportErrorController::body)
        .orElseThrow(() -> ApiException.notFound("import error", Long.toString(id)));
  }

  private List<ImportProblem> problems() {
    return store.read(tx -> tx.dags().importProblems());
  }

  private static ImportErrorBody body(ImportProblem problem) {
    return new ImportErrorBody(
        problem.bundle(), problem.fileName(), id(problem), problem.message(), problem.at());
  }

  /** Problems have no number of their own: made of what they say, so that it stays. */
  private static long id(ImportProblem problem) {
    int hash =
        List.of(problem.bundle(), problem.fileName(), problem.code(), problem.message()).hashCode();
    return hash & POSITIVE;
  }
}
