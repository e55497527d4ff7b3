package io.orchestrator.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.State;
import org.junit.jupiter.api.Test;

/** What of a thread's time is the user's own. */
class OwnTimeTest {
  private final OwnTime time = new OwnTime(name -> name.startsWith("io.orchestrator.examples."));

  private long of(State state, StackTraceElement... stack) {
    long before = time.nanos();
    time.add(stack, state, 7, 20);
    return time.nanos() - before;
  }

  private static StackTraceElement at(String type, String method) {
    return new StackTraceElement(type, method, "A.java", 1);
  }

  private static final StackTraceElement USER = at("io.orchestrator.examples.ADag", "define");
  private static final StackTraceElement OURS = at("io.orchestrator.dag.Dag", "define");

  @Test
  void processorTimeOfOwnCodeCountsAndWhatItCallsInLibraries() {
    assertThat(of(State.RUNNABLE, USER, OURS)).isEqualTo(7);
    assertThat(of(State.RUNNABLE, at("java.util.regex.Pattern", "match"), USER)).isEqualTo(7);
  }

  @Test
  void waitingCountsAsItPasses() {
    assertThat(of(State.TIMED_WAITING, at("java.lang.Thread", "sleep0"), USER)).isEqualTo(20);
    assertThat(of(State.BLOCKED, USER)).isEqualTo(20);
    StackTraceElement poll = new StackTraceElement("sun.nio.ch.Net", "poll", "Net.java", -2);
    assertThat(of(State.RUNNABLE, poll, USER)).isEqualTo(20);
  }

  @Test
  void loadingAClassNeverCounts() {
    StackTraceElement unzip = at("java.util.zip.ZipFile", "read");
    assertThat(of(State.RUNNABLE, unzip, at("java.lang.ClassLoader", "loadClass"), USER)).isZero();
    assertThat(of(State.RUNNABLE, at("jdk.internal.loader.Loader", "find"), USER)).isZero();
    assertThat(of(State.RUNNABLE, at("java.lang.invoke.CallSite", "make"), USER)).isZero();
    assertThat(of(State.TIMED_WAITING, at("org.lib.Big", "<clinit>"), USER)).isZero();
    StackTraceElement init = at("io.orchestrator.examples.ADag", "<clinit>");
    assertThat(of(State.TIMED_WAITING, USER, init, USER, OURS)).isZero();
  }

  @Test
  void whatTheProductDoesNeverCounts() {
    assertThat(of(State.RUNNABLE, OURS, USER)).isZero();
    assertThat(of(State.RUNNABLE, at("java.util.HashMap", "put"), OURS, USER)).isZero();
    assertThat(of(State.RUNNABLE)).isZero();
  }
}
