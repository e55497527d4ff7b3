package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How work is shared out among workers of the same queues. */
class SharesTest {
  private static final WaitingClaim FIRST = claim("first", 4);
  private static final WaitingClaim SECOND = claim("second", 4);
  private static final WaitingClaim SMALL = claim("small", 1);

  private static WaitingClaim claim(String name, int free) {
    WorkerInfo worker = new WorkerInfo(name, "host", 1, free, List.of("default"));
    return new WaitingClaim(worker, free, new CompletableFuture<>());
  }

  private static Map<String, List<Integer>> dealt(int things, WaitingClaim... claims) {
    return new Shares(List.of(claims))
        .deal(IntStream.rangeClosed(1, things).boxed().toList()).entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().worker().name(), Map.Entry::getValue));
  }

  @Test
  void workersWithAsManyFreeSlotsGetHalfEach() {
    assertThat(dealt(4, FIRST, SECOND))
        .isEqualTo(Map.of("first", List.of(1, 3), "second", List.of(2, 4)));
  }

  @Test
  void oneThingGoesToWhoHasWaitedLongest() {
    assertThat(dealt(1, SECOND, FIRST)).isEqualTo(Map.of("second", List.of(1)));
  }

  @Test
  void whoHasMoreFreeSlotsGetsMoreUntilAllHaveAsManyLeft() {
    assertThat(dealt(3, SMALL, FIRST)).isEqualTo(Map.of("first", List.of(1, 2, 3)));
    assertThat(dealt(4, SMALL, FIRST))
        .as("of those with one slot left, who got nothing yet")
        .isEqualTo(Map.of("first", List.of(1, 2, 3), "small", List.of(4)));
  }

  @Test
  void nobodyGetsMoreThanItHasSlots() {
    Shares shares = new Shares(List.of(FIRST, SMALL));
    Map<WaitingClaim, List<Integer>> dealt =
        shares.deal(IntStream.rangeClosed(1, 9).boxed().toList());
    assertThat(dealt.get(FIRST)).hasSize(4);
    assertThat(dealt.get(SMALL)).hasSize(1);
    assertThat(shares.left()).isZero();
    assertThat(shares.deal(List.of(10))).isEmpty();
  }
}
