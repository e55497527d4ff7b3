package io.orchestrator.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Few logins at a time, and each address in its turn. */
class LoginQueueTest {
  private final List<String> inside = new ArrayList<>();
  private final Map<Runnable, Duration> rests = new LinkedHashMap<>();
  private final LoginQueue queue = new LoginQueue(2, (length, next) -> rests.put(next, length));

  /** Leaves, and lets the rest go by. */
  private void leave() {
    queue.leave(Duration.ofMillis(80));
    rests.keySet().forEach(Runnable::run);
    rests.clear();
  }

  private boolean enter(String address, String login) {
    return queue.enter(address, () -> inside.add(login));
  }

  @Test
  void onlySoManyAreInsideAtATime() {
    enter("a", "1");
    enter("a", "2");
    enter("a", "3");
    assertThat(inside).containsExactly("1", "2");
    leave();
    assertThat(inside).containsExactly("1", "2", "3");
    leave();
    leave();
    enter("a", "4");
    enter("a", "5");
    enter("a", "6");
    assertThat(inside).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void aLoginOfACrowdIsFollowedByARestAsLongAsItself() {
    enter("a", "1");
    enter("a", "2");
    queue.leave(Duration.ofMillis(70));
    assertThat(rests).as("nobody waits").isEmpty();
    enter("a", "3");
    enter("a", "4");
    queue.leave(Duration.ofMillis(80));
    assertThat(inside).containsExactly("1", "2", "3");
    assertThat(rests.values()).containsExactly(Duration.ofMillis(80));
    rests.keySet().forEach(Runnable::run);
    assertThat(inside).containsExactly("1", "2", "3", "4");
  }

  @Test
  void anAddressThatSendsManyDoesNotKeepOthersWaiting() {
    for (int i = 0; i < 150; i++) {
      enter("many", "m" + i);
    }
    enter("other", "o");
    leave();
    leave();
    assertThat(inside).contains("o").hasSize(4);
  }

  @Test
  void whoHasGivenUpTakesNoPlace() {
    enter("a", "1");
    enter("a", "2");
    queue.enter("a", () -> false);
    queue.enter("a", () -> false);
    enter("a", "3");
    leave();
    assertThat(inside).containsExactly("1", "2", "3");
  }

  @Test
  void theLineIsBoundedForEachAddressAndForAll() {
    for (int i = 0; i < 202; i++) {
      assertThat(enter("a", "a" + i)).isTrue();
    }
    assertThat(enter("a", "one too many")).isFalse();
    for (int i = 0; i < 800; i++) {
      assertThat(enter("b" + i, "b")).isTrue();
    }
    assertThat(enter("c", "one too many")).isFalse();
    for (int i = 0; i < 1_002; i++) {
      leave();
    }
    assertThat(inside).hasSize(1_002).doesNotContain("one too many");
  }
}
