package io.orchestrator.web.bench.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftoversTest {
  private final List<String> closed = new ArrayList<>();
  private final Leftovers leftovers = new Leftovers();

  private AutoCloseable part(String name) {
    return () -> closed.add(name);
  }

  @Test
  void thePartsAreClosedInTheReverseOrderAndOnce() {
    leftovers.keep(part("folder"));
    leftovers.keep(part("server"));
    leftovers.close();
    leftovers.close();
    assertThat(closed).containsExactly("server", "folder");
  }

  @Test
  void aPartMayGoBefore() {
    leftovers.keep(part("folder"));
    AutoCloseable server = leftovers.keep(part("server"));
    leftovers.drop(server);
    leftovers.drop(server);
    assertThat(closed).containsExactly("server");
  }

  @Test
  void aPartThatComesAfterTheEndIsClosedAtOnce() {
    leftovers.close();
    AutoCloseable late = part("late");
    assertThatThrownBy(() -> leftovers.keep(late)).hasMessage("The benchmark was ended.");
    assertThat(closed).containsExactly("late");
  }

  @Test
  void onePartThatDoesNotEndDoesNotKeepTheOthers() {
    leftovers.keep(part("folder"));
    leftovers.keep(
        () -> {
          throw new IllegalStateException("stuck");
        });
    leftovers.close();
    assertThat(closed).containsExactly("folder");
  }
}
