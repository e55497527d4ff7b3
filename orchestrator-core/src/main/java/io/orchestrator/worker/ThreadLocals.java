package io.orchestrator.worker;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread locals of a thread at one moment, inherited ones included. Java has no way to ask for
 * them: its own fields are read, for which {@code --add-opens java.base/java.lang=ALL-UNNAMED} is
 * needed. Without, they stay unknown.
 */
final class ThreadLocals {
  /** What a JVM with workers is started with. */
  static final String OPENED = "java.base/java.lang=ALL-UNNAMED";

  private static final Logger LOG = LoggerFactory.getLogger(ThreadLocals.class);
  private static final Optional<Fields> FIELDS = Fields.find();

  /** Those that the worker's own code uses: they are no trace of user code. */
  private static final Set<Object> OURS =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final IdentityHashMap<Object, Object> values = new IdentityHashMap<>();

  private record Fields(Field own, Field inherited, Field table, Field value) {
    static Optional<Fields> find() {
      try {
        Field own = Thread.class.getDeclaredField("threadLocals");
        Field inherited = Thread.class.getDeclaredField("inheritableThreadLocals");
        Field table = own.getType().getDeclaredField("table");
        Field value = table.getType().getComponentType().getDeclaredField("value");
        for (Field field : new Field[] {own, inherited, table, value}) {
          field.setAccessible(true);
        }
        return Optional.of(new Fields(own, inherited, table, value));
      } catch (NoSuchFieldException | InaccessibleObjectException e) {
        LOG.info("Each attempt gets a thread of its own: thread locals are not to be seen", e);
        return Optional.empty();
      }
    }
  }

  private ThreadLocals() {}

  /** Those of the thread that asks; empty when they cannot be known. */
  static Optional<ThreadLocals> ofThisThread() {
    if (FIELDS.isEmpty()) {
      return Optional.empty();
    }
    try {
      ThreadLocals locals = new ThreadLocals();
      locals.read(FIELDS.get(), FIELDS.get().own());
      locals.read(FIELDS.get(), FIELDS.get().inherited());
      return Optional.of(locals);
    } catch (IllegalAccessException e) {
      LOG.debug("Thread locals cannot be read", e);
      return Optional.empty();
    }
  }

  private void read(Fields fields, Field which) throws IllegalAccessException {
    @Nullable Object map = which.get(Thread.currentThread());
    if (map == null) {
      return;
    }
    for (@Nullable Object entry : (Object[]) fields.table().get(map)) {
      @Nullable Object key = entry == null ? null : ((Reference<?>) entry).get();
      @Nullable Object value = key == null ? null : fields.value().get(entry);
      if (key != null && value != null) {
        values.put(key, value);
      }
    }
  }

  /** All of these were made by the worker's own code. */
  void areOurs() {
    OURS.addAll(values.keySet());
  }

  /** Whether there is one more, or another value, than before; what is ours may be new. */
  boolean differFrom(ThreadLocals before) {
    return values.entrySet().stream()
        .anyMatch(
            local -> {
              Object then = before.values.get(local.getKey());
              return then == null ? !OURS.contains(local.getKey()) : then != local.getValue();
            });
  }
}
