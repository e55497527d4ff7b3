package io.orchestrator.worker;

import io.orchestrator.execution.AttemptToken;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts that began here and of whose end nothing is reported. A server that does not hear of
 * them would have them run again in the same try. When their leases end only it can tell, as these
 * begin anew after each time in which nobody watched them: they are named until it says that they
 * are gone. Thread-safe.
 */
final class OverAttempts {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** An outage leaves as many as there are slots, and the next heartbeat after it settles them. */
  private static final int MOST = 10_000;

  private final Consumer<AttemptToken> forget;
  private final Set<AttemptToken> named = new LinkedHashSet<>();

  /**
   * @param forget told of those that are named no more
   */
  OverAttempts(Consumer<AttemptToken> forget) {
    this.forget = forget;
  }

  synchronized void add(Attempt attempt) {
    if (named.size() >= MOST) {
      Iterator<AttemptToken> eldest = named.iterator();
      AttemptToken unnamed = eldest.next();
      eldest.remove();
      forget.accept(unnamed);
      LOG.warn("{} attempts ended here of which the server wants to know nothing", MOST);
    }
    named.add(attempt.item().token());
  }

  synchronized List<AttemptToken> tokens() {
    return List.copyOf(named);
  }

  /** The server said that these are gone: nobody runs them again under these epochs. */
  synchronized void gone(Collection<AttemptToken> attempts) {
    attempts.stream().filter(named::remove).forEach(forget);
  }
}
