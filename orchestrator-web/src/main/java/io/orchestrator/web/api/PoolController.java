package io.orchestrator.web.api;

import io.orchestrator.store.Overview.PoolLoad;
import io.orchestrator.store.PoolStore;
import io.orchestrator.store.PoolStore.Pool;
import io.orchestrator.store.Queries;
import io.orchestrator.web.administration.AuditedChanges;
import io.orchestrator.web.api.body.PoolBody;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
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
import tools.jackson.databind.node.ObjectNode;

/** Pools. */
@RestController
final class PoolController {
  private static final String DEFAULT = "default_pool";
  private static final int LONGEST_NAME = 256;
  private static final Sortable<PoolLoad> SORTABLE =
      new Sortable<PoolLoad>()
          .by("name", load -> load.pool().name())
          .by("pool", load -> load.pool().name())
          .by("id", load -> load.pool().name());
  private final PoolStore pools;
  private final Queries queries;
  private final AuditedChanges changes;
  private final Patches patches;

  PoolController(PoolStore pools, Queries queries, AuditedChanges changes, Patches patches) {
    this.pools = pools;
    this.queries = queries;
    this.changes = changes;
    this.patches = patches;
  }

  /** Airflow: PoolBody. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record NewPool(
      @Nullable String name,
      @Nullable Integer slots,
      @Nullable String description,
      @Nullable Boolean includeDeferred,
      @Nullable String teamName) {}

  /** Airflow: PoolPatchBody, where the name is {@code pool}; some clients send {@code name}. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record PoolChange(
      @Nullable String pool,
      @Nullable String name,
      @Nullable Integer slots,
      @Nullable String description,
      @Nullable Boolean includeDeferred,
      @Nullable String teamName) {}

  @GetMapping("/api/v2/pools")
  Map<String, Object> list(HttpServletRequest request) {
    ListParameters p = new ListParameters(request).only("pool_name_pattern");
    String pattern = p.text("pool_name_pattern");
    List<PoolLoad> all =
        queries.pools().stream().filter(l -> Slices.matches(l.pool().name(), pattern)).toList();
    return Bodies.list("pools", Slices.of(all, p.page(), SORTABLE), PoolController::body);
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
  PoolBody create(@RequestBody NewPool body, Principal caller) {
    Patches.refuseTeam(body.teamName());
    String name = body.name() == null ? "" : body.name().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME || body.slots() == null) {
      throw ApiException.unprocessable("A pool needs a name of 1 to 256 characters and slots.");
    }
    if (pools.find(name).isPresent()) {
      throw ApiException.conflict(
          "pool_exists",
          "Pool " + name + " exists already. It was not changed.",
          "PATCH /api/v2/pools/" + name + " changes it.");
    }
    boolean deferred = Boolean.TRUE.equals(body.includeDeferred());
    return save(new Pool(name, slots(body.slots()), body.description(), deferred), caller);
  }

  @PatchMapping("/api/v2/pools/{name}")
  PoolBody change(
      @PathVariable String name,
      @RequestBody ObjectNode body,
      HttpServletRequest request,
      Principal caller) {
    Pool old = pools.find(name).orElseThrow(() -> ApiException.notFound("pool", name));
    Patch<PoolChange> patch = patches.read(body, PoolChange.class, request);
    PoolChange change = patch.body();
    Patches.requireSame("pool", change.pool(), name);
    Patches.requireSame("name", change.name(), name);
    Patches.refuseTeam(change.teamName());
    return save(
        new Pool(
            name,
            patch.changes("slots") ? slots(change.slots()) : old.slots(),
            patch.after("description", change.description(), old.description()),
            patch.changes("include_deferred")
                ? Boolean.TRUE.equals(change.includeDeferred())
                : old.includeDeferred()),
        caller);
  }

  @DeleteMapping("/api/v2/pools/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String name, Principal caller) {
    if (name.equals(DEFAULT)) {
      throw ApiException.badRequest("pool_is_default", "default_pool cannot be deleted.");
    }
    if (!changes.deletePool(name, caller.getName())) {
      throw ApiException.notFound("pool", name);
    }
  }

  private PoolBody save(Pool pool, Principal caller) {
    changes.save(pool, caller.getName());
    return get(pool.name());
  }

  private static int slots(@Nullable Integer slots) {
    if (slots == null || slots < -1) {
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
