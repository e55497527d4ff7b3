package io.orchestrator.scheduler;

import io.orchestrator.run.StartSnapshot;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.ReactionStore;
import io.orchestrator.store.ReactionWrite;
import io.orchestrator.store.RunStore;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.store.TaskStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** A store with a flaw: a run that cannot be read, or commits whose outcome is not told. */
final class FlawedStore implements Store {
  private final Store store;
  private LongPredicate unreadable = runPk -> false;
  private Predicate<TaskTransition> unwritable = change -> false;
  private BooleanSupplier answerLost = () -> false;
  private BooleanSupplier refused = () -> false;
  private BooleanSupplier broken = () -> false;

  private BooleanSupplier crowded = () -> false;

  FlawedStore(Store store) {
    this.store = store;
  }

  /** From now on planning these runs throws. */
  void unreadableRuns(LongPredicate runPks) {
    this.unreadable = runPks;
  }

  /** From now on writing one of these changes throws. */
  void unwritableChanges(Predicate<TaskTransition> changes) {
    this.unwritable = changes;
  }

  /** Whether a transaction is committed, and its caller told that nobody knows. */
  void loseAnswers(BooleanSupplier lost) {
    this.answerLost = lost;
  }

  /** Whether a transaction fails before anything is done. */
  void refuse(BooleanSupplier refusal) {
    this.refused = refusal;
  }

  /** Whether too much goes on to be remembered. */
  void crowd(BooleanSupplier crowd) {
    this.crowded = crowd;
  }

  /** Whether a transaction breaks off and is rolled back, as one bad row does it. */
  void breakOff(BooleanSupplier breaks) {
    this.broken = breaks;
  }

  @Override
  public <T> T transact(Function<? super StoreTransaction, T> work) {
    if (broken.getAsBoolean()) {
      throw new IllegalStateException("a row cannot be read");
    }
    if (refused.getAsBoolean()) {
      throw new StoreUnavailableException("no connection", new IllegalStateException("test"));
    }
    T result = store.transact(tx -> work.apply(flawed(tx)));
    if (answerLost.getAsBoolean()) {
      throw new StoreUnavailableException("outcome unknown", new IllegalStateException("test"));
    }
    return result;
  }

  @Override
  public <T> T read(Function<? super StoreTransaction, T> reads) {
    return store.read(reads);
  }

  @Override
  public Store waitingAtMost(Duration most) {
    return this;
  }

  @Override
  public Instant now() {
    return store.now();
  }

  private StoreTransaction flawed(StoreTransaction tx) {
    return new StoreTransaction(
        tx.now(),
        tx.dags(),
        watched(
            RunStore.class,
            tx.runs(),
            "lockForPlanning",
            pks -> ((Collection<?>) pks).forEach(pk -> refuse((Long) pk))),
        watched(
            TaskStore.class,
            tx.tasks(),
            "apply",
            changes ->
                ((Collection<?>) changes).forEach(change -> refuse((TaskTransition) change))),
        tx.xcoms(),
        tx.audit(),
        tx.members(),
        new FlawedReactions(tx.reactions()),
        tx.retention());
  }

  /** The port, whose method first shows its argument to the watch. */
  private <T> T watched(Class<T> port, T real, String watched, Consumer<Object> watch) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, args) -> {
              if (method.getName().equals(watched)) {
                watch.accept(args[0]);
              }
              try {
                return method.invoke(real, args);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            }));
  }

  /** Its reactions have the same flaws. */
  private final class FlawedReactions implements ReactionStore {
    private final ReactionStore real;

    FlawedReactions(ReactionStore real) {
      this.real = real;
    }

    @Override
    public OpenRuns open(int most) {
      OpenRuns open = real.open(most);
      return new OpenRuns(
          open.book(), open.pools(), open.runs(), open.more() || crowded.getAsBoolean());
    }

    @Override
    public Optional<List<VersionedRun>> read(Collection<Long> runPks, int mostTasks) {
      return real.read(runPks, mostTasks);
    }

    @Override
    public StartSnapshot startable(Map<String, Integer> ending, Instant now, int limit) {
      return real.startable(ending, now, limit);
    }

    @Override
    public void write(ReactionWrite reaction) {
      reaction.ofTasks().forEach(change -> refuse(change.transition()));
      reaction.runs().keySet().forEach(FlawedStore.this::refuse);
      real.write(reaction);
    }
  }

  private void refuse(TaskTransition change) {
    if (unwritable.test(change)) {
      throw new ArithmeticException("no calendar has " + change.cause());
    }
  }

  private void refuse(Long runPk) {
    if (unreadable.test(runPk)) {
      throw new IllegalStateException("run " + runPk + " cannot be read");
    }
  }
}
