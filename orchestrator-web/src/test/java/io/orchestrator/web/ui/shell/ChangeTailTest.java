package io.orchestrator.web.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.store.Touched;
import io.orchestrator.testing.SettableClock;
import io.orchestrator.web.ui.FixtureQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What open pages are told, row by row of the audit log. */
class ChangeTailTest {
  private static final Duration PAUSE = Duration.ofMillis(300);
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Rows rows = new Rows();
  private final ChangeTail tail = new ChangeTail(clock);

  /** An audit log whose rows are put in by hand, each of a run of its own. */
  private static final class Rows extends FixtureQueries {
    private final List<Long> seqs = new ArrayList<>();

    @Override
    public long newestAudit() {
      return seqs.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    @Override
    public List<Touched> touchedAfter(long seq) {
      return seqs.stream()
          .filter(each -> each > seq)
          .map(each -> new Touched("d", "run" + each, List.of(each)))
          .toList();
    }
  }

  private List<String> look() {
    clock.advance(PAUSE);
    return List.copyOf(tail.look(rows).runs());
  }

  @Test
  void whatWasThereBeforeTheFirstLookIsNoChange() {
    rows.seqs.add(1L);
    assertThat(look()).isEmpty();
    rows.seqs.add(2L);
    assertThat(look()).containsExactly("d/run2");
    assertThat(look()).as("told once").isEmpty();
  }

  @Test
  void noneOfManyThousandRowsIsMissed() {
    assertThat(look()).isEmpty();
    LongStream.rangeClosed(1, 5_000).forEach(rows.seqs::add);
    assertThat(look()).hasSize(5_000);
  }

  @Test
  void aRowThatNewerOnesHaveOvertakenIsToldWhenItAppears() {
    look();
    rows.seqs.addAll(List.of(1L, 3L));
    assertThat(look()).containsExactly("d/run1", "d/run3");
    rows.seqs.add(2L);
    assertThat(look()).containsExactly("d/run2");
  }

  @Test
  void onlyTheRowsOfTheLastSecondsAreReadAgain() {
    look();
    for (long seq = 1; seq <= 100; seq++) {
      rows.seqs.add(seq);
      assertThat(look()).containsExactly("d/run" + seq);
    }
    assertThat(tail.floor()).isBetween(90L, 95L);
  }

  @Test
  void afterAPauseWithoutPagesNothingOldIsTold() {
    look();
    rows.seqs.add(1L);
    tail.forget();
    assertThat(look()).isEmpty();
  }
}
