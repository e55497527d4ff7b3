package io.orchestrator.web.api;

import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Pool;
import io.orchestrator.store.Administration;
import io.orchestrator.store.Overview.PoolLoad;
import io.orchestrator.store.Queries;
import io.orchestrator.web.api.body.PoolBody;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Pools. */
@RestController
final class PoolController {
  private static final Sortable<PoolLoad> SORTABLE =
      new Sortable<PoolLoad>()
          .by("name", load -> load.pool().name())
          .by("pool", load -> load.pool().name())
          .by("id", load -> load.pool().name());
  private final ManagedResource<Pool> pools;
  private final Queries queries;

  PoolController(Administration administration, Queries queries, JsonMapper json) {
    List<String> fields = List.of("pool", "slots", "description", "include_deferred");
    this.pools = new ManagedResource<>(Kind.POOL, administration.pools(), json, fields);
    this.queries = queries;
  }

  @GetMapping("/api/v2/pools")
  Map<String, Object> list(HttpServletRequest request) {
    ListParameters p = new ListParameters(request).without();
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

  /** Airflow: PoolBody. */
  @PostMapping("/api/v2/pools")
  @ResponseStatus(HttpStatus.CREATED)
  PoolBody create(@RequestBody ObjectNode body, Principal caller) {
    Fields fields = pools.fields(body);
    String name = fields.text("name", "");
    Patches.requireSame("pool", fields.given("pool", String.class), name == null ? "" : name);
    Pool none = new Pool(name == null ? "" : name.strip(), Pool.UNSAID, null, false);
    return get(pools.create(after(fields, none), caller).name());
  }

  /** Airflow: PoolPatchBody, where the name is {@code pool}; some clients send {@code name}. */
  @PatchMapping("/api/v2/pools/{name}")
  PoolBody change(
      @PathVariable String name,
      @RequestBody ObjectNode body,
      HttpServletRequest request,
      Principal caller) {
    Pool old = pools.find(name);
    Fields fields = pools.fields(body, name, request);
    Patches.requireSame("pool", fields.given("pool", String.class), name);
    return get(pools.save(after(fields, old), caller).name());
  }

  private static Pool after(Fields fields, Pool old) {
    Integer slots = fields.after("slots", Integer.class, old.slots());
    Boolean deferred = fields.after("include_deferred", Boolean.class, old.includeDeferred());
    return new Pool(
        old.name(),
        slots == null ? Pool.UNSAID : slots,
        fields.text("description", old.description()),
        Boolean.TRUE.equals(deferred));
  }

  @DeleteMapping("/api/v2/pools/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String name, Principal caller) {
    pools.delete(name, caller);
  }

  private static PoolBody body(PoolLoad load) {
    Pool pool = load.pool();
    int held = pool.includeDeferred() ? load.deferredSlots() : 0;
    return new PoolBody(
        pool.description(),
        pool.includeDeferred(),
        pool.name(),
        pool.slots(),
        new PoolBody.Use(
            load.deferredSlots(),
            load.queuedSlots() + load.runningSlots() + held,
            pool.slots() < 0 ? -1 : load.open(),
            load.queuedSlots(),
            load.runningSlots(),
            load.scheduledSlots()),
        null);
  }
}
