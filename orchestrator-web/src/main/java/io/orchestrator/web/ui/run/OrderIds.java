package io.orchestrator.web.ui.run;

import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Ids of orders: who has one may undo the order, so that nobody can guess them. */
@Component
record OrderIds(Supplier<UUID> random) {
  UUID next() {
    return random.get();
  }
}
