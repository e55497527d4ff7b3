package io.orchestrator.web.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.web.bench.chaos.History.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A judge that finds nothing is worth nothing: each promise is broken here once. */
class JudgeTest {
  private final HistoryOfOneRun history = new HistoryOfOneRun();

  @Test
  void aGoodHistoryKeepsAllPromises() {
    assertThat(Judge.judge(history.build())).isEmpty();
  }

  @Test
  void anAcknowledgedRunThatIsNotThereIsFound() {
    history.acknowledged("chaos_chain", "gone");

    finds("chaos_chain/gone is not there");
  }

  @Test
  void aDateWithoutItsRunIsFound() {
    history.date("chaos_chain", "2001-01-02T00:00:00Z");

    finds("chaos_chain has 0 for 2001-01-02T00:00:00Z");
  }

  @Test
  void aRunThatDoesNotEndIsFound() {
    history.run(run -> new Run(run.key(), "running", null));

    finds("chaos_chain/r is still running");
  }

  @Test
  void aProgramThatBeganTwiceIsFoundByItsOwnWords() {
    history.said(2, "started", "first", 1);

    finds("the program of chaos_chain/r/first/1 began 2 times, the audit log knows 1");
  }

  @Test
  void aStartThatWasConfirmedTwiceIsFound() {
    history.changedAgain(3, "started", "first", 1, "running", "running");

    finds("chaos_chain/r/first/1 was confirmed 2 times");
  }

  @Test
  void aClaimThatIsAStartMayBeHandedBackAndMadeAgainWhileNoProgramBegan() {
    history
        .changedAgain(0, "handed_back", "first", 1, "running", "scheduled")
        .changedAgain(0, "claimed", "first", 1, "scheduled", "running");

    assertThat(Judge.judge(history.build())).isEmpty();
  }

  @Test
  void aProgramThatBeganAndWasHandedBackIsFound() {
    history
        .said(2, "started", "first", 1)
        .changedAgain(0, "handed_back", "first", 1, "running", "scheduled")
        .changedAgain(0, "claimed", "first", 1, "scheduled", "running");

    finds("the program of chaos_chain/r/first/1 began 2 times, the audit log knows 1");
  }

  @Test
  void aSecondPokeIsAStartOfItsOwn() {
    history
        .changedAgain(3, "not_ready", "first", 1, "running", "up_for_reschedule")
        .changedAgain(4, "dependencies_met", "first", 1, "up_for_reschedule", "scheduled")
        .changedAgain(4, "claimed", "first", 1, "scheduled", "queued")
        .changedAgain(5, "started", "first", 1, "queued", "running");

    assertThat(Judge.judge(history.build())).isEmpty();
  }

  @Test
  void aSuccessWithoutAWordOfItsProgramIsFound() {
    history.saidNothing("second").said(0, "started", "second", 7);

    finds("chaos_chain/r/second/1 wrote no word");
  }

  @Test
  void twoProgramsOfOneTaskAtOnceAreFound() {
    history.said(3, "overlapped", "first", 1);

    finds("chaos_chain/r/first/1 began at 2026-01-01T00:00:03Z beside an earlier program");
  }

  @Test
  void anOlderTryThatGoesOnBesideANewerOneIsFound() {
    history.said(5, "started", "first", 2).said(10, "worked", "first", 1);
    doesNotFind("still wrote");

    history.said(12, "worked", "first", 1);
    finds(
        "began at 2026-01-01T00:00:05Z and chaos_chain/r/first/1 still wrote at 2026-01-01T00:00:12Z");
  }

  @Test
  void anOlderTryOfAFrozenWorkerMayGoOnByTheTimeInWhichItWasFrozen() {
    history
        .said(5, "started", "first", 2)
        .frozen(1, 8)
        .frozen(30, 40)
        .said(14, "worked", "first", 1);
    doesNotFind("still wrote");

    history.said(15, "worked", "first", 1);
    finds("still wrote at 2026-01-01T00:00:15Z");
  }

  @Test
  void aProgramThatLivesOnIsFound() {
    history.said(19, "alive", "first", 1);
    doesNotFind("ended at");

    history.said(20, "alive", "first", 1);
    finds("chaos_chain/r/first/1 ended at 2026-01-01T00:00:10Z and wrote at 2026-01-01T00:00:20Z");
  }

  @Test
  void aProgramOfAFrozenWorkerMayLiveOnByTheTimeInWhichItWasFrozen() {
    history.frozen(8, 14).frozen(15, 16).said(24, "alive", "first", 1);
    doesNotFind("ended at");

    history.said(25, "alive", "first", 1);
    finds("and wrote at 2026-01-01T00:00:25Z");
  }

  @Test
  void aSuccessOfCodeThatHadNotComeToItsEndIsFound() {
    history.said(10, "ended", "first", 1);
    doesNotFind("did not");

    history.saidNothing("first").said(1, "started", "first", 1).said(10, "ended", "first", 7);
    finds("chaos_chain/r/first/1 did not");
  }

  @Test
  void whatAnOlderTryToldWhenANewerOneHadBegunIsFound() {
    history.said(5, "started", "first", 2).taken(5, "first", 1);
    doesNotFind("was taken");

    history.taken(6, "first", 1);
    finds(
        "chaos_chain/r/first/2 began at 2026-01-01T00:00:05Z,"
            + " and what chaos_chain/r/first/1 told at 2026-01-01T00:00:06Z was taken");
  }

  @Test
  void aNoteOfAnotherTryIsFound() {
    history.told("first", null, 2, "try_2", "rows");
    doesNotFind("has the notes");

    history.told("first", null, 2, "try_2", "try_1");
    finds("chaos_chain/r/first, try 2, has the notes [try_2, try_1]");
  }

  @Test
  void remoteWorkOfATryThatDidNotSucceedIsFound() {
    history.taken(3, "first", 1).told("first", "chaos_chain/r/first/1#4", 0);
    doesNotFind("succeeded and has");

    history.told("first", "chaos_chain/r/first/2#4", 0);
    finds("chaos_chain/r/first/1 succeeded and has chaos_chain/r/first/2#4");
  }

  @Test
  void aChangeFromAStateThatItWasNotInIsFound() {
    history.changedAgain(3, "handed_back", "first", 1, "queued", "running");

    finds("chaos_chain/r/first/1 was running, and task.handed_back (row 4) says queued");
  }

  @Test
  void aStateThatTheAuditLogDoesNotKnowIsFound() {
    history.instance("second", "failed");

    finds("chaos_chain/r/second is failed, by the log success");
  }

  @Test
  void aTaskThatBeganTooEarlyIsFound() {
    history.changedFirst(0, "dependencies_met", "second", 1, "none", "scheduled");

    finds("chaos_chain/r/second/1 was scheduled while first was none");
  }

  @Test
  void aLogWithAHoleAnEndTooEarlyOrLinesOfOthersIsFound() {
    history.logged("first", "line 1 of 3 by chaos_chain/r/first/1");
    finds("the log of chaos_chain/r/first/1, which succeeded, ends with line 1");

    history.logged(
        "first", "line 1 of 3 by chaos_chain/r/first/1", "line 3 of 3 by chaos_chain/r/first/1");
    finds("the log of chaos_chain/r/first/1 goes from line 1 to 3");

    history.logged("first", "line 1 of 3 by chaos_chain/other/first/1");
    finds("the log of chaos_chain/r/first/1 has a line of chaos_chain/other/first/1");
  }

  @Test
  void aValueOfATryThatDidNotSucceedIsFound() {
    history.heard(30, "second", "chaos_chain/r/first/2");

    finds("chaos_chain/r/second/1 was given one of chaos_chain/r/first/2");
  }

  @Test
  void remoteWorkOfATryBeforeTheLastOneIsFound() {
    history.taken(3, "first", 1).attached(11, "first", 3, "chaos_chain/r/first/1#4");
    doesNotFind("was given");

    history.taken(7, "first", 2);
    finds("chaos_chain/r/first/3 was given chaos_chain/r/first/1#4");
  }

  private void doesNotFind(String story) {
    assertThat(Judge.judge(history.build()))
        .extracting(Violation::story)
        .noneMatch(words -> words.contains(story));
  }

  private void finds(String story) {
    List<Violation> found = Judge.judge(history.build());
    assertThat(found).extracting(Violation::story).anyMatch(words -> words.contains(story));
  }
}
