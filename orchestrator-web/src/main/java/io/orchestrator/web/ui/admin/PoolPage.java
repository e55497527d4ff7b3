package io.orchestrator.web.ui.admin;

import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Pool;
import io.orchestrator.administration.Problem;
import io.orchestrator.store.Administration;
import io.orchestrator.store.ManagedStore;
import io.orchestrator.store.Overview.PoolLoad;
import io.orchestrator.web.ui.admin.FormView.Input;
import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.text.Percent;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Pools and their use. */
@Component
final class PoolPage implements ManagedPage<Pool> {
  private static final List<Input> INPUTS =
      List.of(
          Input.text("name", "Name", ""),
          Input.text("slots", "Slots", "-1 for unlimited"),
          Input.text("description", "Description", "optional"));
  private final ManagedStore<Pool> pools;
  private final PageReads pages;

  PoolPage(Administration administration, PageReads pages) {
    this.pools = administration.pools();
    this.pages = pages;
  }

  @Override
  public Kind kind() {
    return Kind.POOL;
  }

  @Override
  public ManagedStore<Pool> store() {
    return pools;
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public Listed<Pool> list() {
    List<PoolLoad> loads = pages.read(snapshot -> snapshot.queries().pools());
    return new Listed<>(
        loads.stream().map(PoolLoad::pool).toList(), loads.stream().map(PoolPage::row).toList());
  }

  private static ManagedView.PoolRow row(PoolLoad load) {
    int used = load.queuedSlots() + load.runningSlots();
    return new ManagedView.PoolRow(
        ManagedView.Entry.of(load.pool(), load.pool().description()),
        load.slots() < 0 ? "unlimited" : String.valueOf(load.slots()),
        new ManagedView.Use(
            load.runningSlots(),
            load.queuedSlots(),
            load.scheduledSlots(),
            Percent.of(used, load.slots()),
            load.open() == 0 ? "up_for_retry" : "none"));
  }

  @Override
  public List<Input> inputs(String existing) {
    return INPUTS;
  }

  @Override
  public Pool blank() {
    return new Pool("", 1, null, false);
  }

  @Override
  public Typed shown(Pool pool) {
    return Typed.NOTHING
        .with("name", pool.name())
        .with("slots", pool.slots())
        .with("description", pool.description());
  }

  @Override
  public Pool read(Typed typed, Pool old, List<Problem> unread) {
    return new Pool(
        typed.text("name").strip(),
        Objects.requireNonNullElse(typed.number("slots"), Pool.UNSAID),
        typed.optional("description"),
        old.includeDeferred());
  }
}
