package io.orchestrator.dag;

import io.orchestrator.model.RetryPolicy;
import io.orchestrator.model.TaskLimits;
import io.orchestrator.model.TaskModel.PastRule;
import io.orchestrator.model.TriggerRule;
import io.orchestrator.model.WeightRule;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings every task has. What is not set comes from {@link DagBuilder#defaults}, else from
 * Airflow's defaults.
 *
 * @param <S> the type that is being set, for chaining
 */
public abstract class TaskSettings<S extends TaskSettings<S>> {
  private @Nullable Integer retries;
  private @Nullable Duration retryDelay;
  private @Nullable Double backoff;
  private @Nullable Duration maxRetryDelay;
  private @Nullable Duration timeout;
  private @Nullable String pool;
  private @Nullable Integer poolSlots;
  private @Nullable Integer priority;
  private @Nullable WeightRule weightRule;
  private @Nullable String queue;
  private @Nullable TriggerRule rule;
  private @Nullable Boolean dependsOnPast;
  private @Nullable Boolean waitForDownstream;
  private @Nullable Integer maxActivePerDag;
  private @Nullable Integer maxActivePerRun;
  private String doc = "";

  TaskSettings() {}

  abstract S self();

  /** Called before each change, with a note on what is being set and its value. */
  abstract void touch();

  final S set(Runnable change) {
    touch();
    change.run();
    return self();
  }

  /** Further tries after the first one has failed; 0 or more. */
  public S retries(int retries) {
    return set(() -> this.retries = retries);
  }

  /** Wait between a failed try and the next, before back-off. */
  public S retryDelay(Duration delay) {
    return set(() -> this.retryDelay = delay);
  }

  /** Lets the wait grow by this factor with every try; 2 doubles it. */
  public S backoff(double multiplier) {
    return set(() -> this.backoff = multiplier);
  }

  /** Lets the wait grow by a factor with every try, up to a bound. */
  public S backoff(double multiplier, Duration maxRetryDelay) {
    return backoff(multiplier).maxRetryDelay(maxRetryDelay);
  }

  /** The longest wait that back-off may reach. */
  public S maxRetryDelay(Duration delay) {
    return set(() -> this.maxRetryDelay = delay);
  }

  /**
   * Longest wall-clock time of one try; then it fails, and is retried if tries are left. A sensor's
   * try lasts from its first poke to its last one, and is not retried.
   */
  public S timeout(Duration timeout) {
    return set(() -> this.timeout = timeout);
  }

  /** Takes one slot of a pool while queued and running. */
  public S pool(String name) {
    return pool(name, 1);
  }

  /** Takes slots of a pool while queued and running. */
  public S pool(String name, int slots) {
    return set(
        () -> {
          this.pool = name;
          this.poolSlots = slots;
        });
  }

  /** Own weight: among tasks that wait for a slot, the greater goes first. */
  public S priority(int weight) {
    return set(() -> this.priority = weight);
  }

  /** How the weights of the tasks around are added. */
  public S weightRule(WeightRule rule) {
    return set(() -> this.weightRule = rule);
  }

  /** Only workers that serve this queue run the task. */
  public S queue(String queue) {
    return set(() -> this.queue = queue);
  }

  /** When the task may run, judged by the states of its direct upstreams. */
  public S rule(TriggerRule rule) {
    return set(() -> this.rule = rule);
  }

  /** Markdown, shown on the task page. */
  public S doc(String markdown) {
    return set(() -> this.doc = markdown);
  }

  /** Waits until the task itself was success or skipped in the previous run. */
  public S dependsOnPast(boolean depends) {
    return set(() -> this.dependsOnPast = depends);
  }

  /** As {@link #dependsOnPast}, and also for the direct downstreams in the previous run. */
  public S waitForDownstream(boolean waits) {
    return set(() -> this.waitForDownstream = waits);
  }

  /** Most queued and running instances of this task over all runs. */
  public S maxActivePerDag(int most) {
    return set(() -> this.maxActivePerDag = most);
  }

  /** Most queued and running instances of this task in one run. */
  public S maxActivePerRun(int most) {
    return set(() -> this.maxActivePerRun = most);
  }

  String doc() {
    return doc;
  }

  RetryPolicy retryPolicy(TaskSettings<?> defaults) {
    RetryPolicy base = RetryPolicy.DEFAULT;
    return new RetryPolicy(
        first(retries, defaults.retries, base.retries()),
        first(retryDelay, defaults.retryDelay, base.delay()),
        first(backoff, defaults.backoff, base.backoffMultiplier()),
        either(maxRetryDelay, defaults.maxRetryDelay));
  }

  TaskLimits limits(TaskSettings<?> defaults) {
    return new TaskLimits(
        first(pool, defaults.pool, TaskLimits.DEFAULT_POOL),
        first(poolSlots, pool == null ? defaults.poolSlots : null, 1),
        either(maxActivePerDag, defaults.maxActivePerDag),
        either(maxActivePerRun, defaults.maxActivePerRun),
        either(timeout, defaults.timeout));
  }

  PastRule past(TaskSettings<?> defaults) {
    boolean downstream = first(waitForDownstream, defaults.waitForDownstream, false);
    return new PastRule(
        downstream || first(dependsOnPast, defaults.dependsOnPast, false), downstream);
  }

  TriggerRule triggerRule(TaskSettings<?> defaults) {
    return first(rule, defaults.rule, TriggerRule.ALL_SUCCESS);
  }

  int priorityWeight(TaskSettings<?> defaults) {
    return first(priority, defaults.priority, 1);
  }

  WeightRule weightRuleOr(TaskSettings<?> defaults) {
    return first(weightRule, defaults.weightRule, WeightRule.DOWNSTREAM);
  }

  String queueOr(TaskSettings<?> defaults) {
    return first(queue, defaults.queue, "default");
  }

  private static <V> V first(@Nullable V own, @Nullable V inherited, V fallback) {
    return Optional.ofNullable(own).or(() -> Optional.ofNullable(inherited)).orElse(fallback);
  }

  private static <V> @Nullable V either(@Nullable V own, @Nullable V inherited) {
    return own == null ? inherited : own;
  }
}
