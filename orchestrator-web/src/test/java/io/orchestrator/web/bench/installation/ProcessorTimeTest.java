package io.orchestrator.web.bench.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessorTimeTest {
  @Test
  void theTimeOfAProcessAndOfItsEndedChildrenIsAddedWhateverItIsCalled() {
    String line = "4711 (a) b (c) S 42 4711 4711 0 -1 4194560 1 2 3 4 150 50 25 75 20 0 1 0 99";
    assertThat(ProcessorTime.seconds(line)).isEqualTo(3.0);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatHasGoneHasSpentNothingAndHasNoParent() throws Exception {
    Process process = new ProcessBuilder("true").start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(ProcessorTime.seconds(process.pid())).isZero();
    assertThat(ProcessorTime.parent(process.pid())).isEmpty();
    assertThat(ProcessorTime.title(process.pid())).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void thisProcessIsKnownWithItsParent() {
    ProcessHandle self = ProcessHandle.current();
    assertThat(ProcessorTime.isKnown()).isTrue();
    assertThat(ProcessorTime.seconds(self.pid())).isPositive();
    assertThat(ProcessorTime.parent(self.pid())).hasValue(self.parent().orElseThrow().pid());
  }

  @Test
  void memoryIsWhatAProcessHasForItselfAndItsPartOfWhatItShares() {
    String smaps = "00400000-7fff r--p 0 [rollup]\nRss:  4096 kB\nPss:  2048 kB\nPss_Anon: 9 kB\n";
    assertThat(ProcessorTime.proportionalMegabytes(smaps)).isEqualTo(2.0);
  }
}
