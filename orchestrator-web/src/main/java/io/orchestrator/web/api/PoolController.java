package io.orchestrator.web.api;

import io.orchestrator.store.Overview.PoolLoad;
import io.orchestrator.store.PoolStore;
import io.orchestrator.store.PoolStore.Pool;
import io.orchestrator.store.Queries;
import io.orchestrator.web.api.body.PoolBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Pools. */
@RestController
final class PoolController {
  private static final String DEFAULT = "default_pool";
  private static final int LONGEST_NAME = 256;
  private final PoolStore pools;
  private final Queries queries;

  PoolController(PoolStore pools, Queries queries) {
    this.pools = pools;
    this.queries = queries;
  }

  /** Airflow: PoolBody, and PoolPatchBody with absent parts. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record PoolChange(
      @Nullable String name,
      @Nullable Integer slots,
      @Nullable String description,
      @Nullable Boolean includeDeferred) {}

  @GetMapping("/api/v2/pools")
  Map<String, Object> list(HttpServletRequest request) {
    ListParameters p = new ListParameters(request);
    String pattern = p.text("pool_name_pattern");
    List<PoolLoad> all =
        queries.pools().stream().filter(l -> Slices.matches(l.pool().name(), pattern)).toList();
    return Bodies.list("pools", Slices.of(all, p.page()), PoolController::body);
  }

  @GetMapping("/api/v2/pools/{name}")
  PoolBody get(@PathVariable String name) {
    return queries.pools().stream()
        .filter(l -> l.pool().name().equals(name))
        .findFirst()
        .map(PoolController::body)
        .orElseThrow(() -> ApiException.notFound("pool", name));
  }

  @PostMapping("/api/v2/pools")
  @ResponseStatus(HttpStatus.CREATED)
  PoolBody create(@RequestBody PoolChange change) {
    String name = change.name() == null ? "" : change.name().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME || change.slots() == null) {
      throw ApiException.unprocessable("A pool needs a name of 1 to 256 characters and slots.");
    }
    if (pools.find(name).isPresent()) {
      throw ApiException.conflict(
          "pool_exists",
          "Pool " + name + " exists already. It was not changed.",
          "PATCH /api/v2/pools/" + name + " changes it.");
    }
    save(new Pool(name, slots(change.slots()), change.description(), on(change, false)));
    return get(name);
  }

  @PatchMapping("/api/v2/pools/{name}")
  PoolBody change(@PathVariable String name, @RequestBody PoolChange change) {
    Pool old = pools.find(name).orElseThrow(() -> ApiException.notFound("pool", name));
    save(
        new Pool(
            name,
            change.slots() == null ? old.slots() : slots(change.slots()),
            change.description() == null ? old.description() : change.description(),
            on(change, old.includeDeferred())));
    return get(name);
  }

  @DeleteMapping("/api/v2/pools/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String name) {
    if (name.equals(DEFAULT)) {
      throw ApiException.badRequest("pool_is_default", "default_pool cannot be deleted.");
    }
    if (!pools.delete(name)) {
      throw ApiException.notFound("pool", name);
    }
  }

  private void save(Pool pool) {
    pools.save(pool);
  }

  private static boolean on(PoolChange change, boolean otherwise) {
    return change.includeDeferred() == null ? otherwise : change.includeDeferred();
  }

  private static int slots(int slots) {
    if (slots < -1) {
      throw ApiException.unprocessable("slots must be -1 (unlimited) or more.");
    }
    return slots;
  }

  private static PoolBody body(PoolLoad load) {
    Pool pool = load.pool();
    int occupied =
        load.queuedSlots()
            + load.runningSlots()
            + (pool.includeDeferred() ? load.deferredSlots() : 0);
    return new PoolBody(
        load.deferredSlots(),
        pool.description(),
        pool.includeDeferred(),
        pool.name(),
        occupied,
        pool.slots() < 0 ? -1 : load.open(),
        load.queuedSlots(),
        load.runningSlots(),
        load.scheduledSlots(),
        pool.slots(),
        null);
  }
}
