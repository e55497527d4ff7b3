package io.orchestrator.web.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.web.reading.NumberedLine;
import io.orchestrator.web.ui.text.Moments;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which frames of a stack trace a log folds, and how its times may be shown. */
class StackFoldTest {
  private static final String TIME = "2026-11-22T04:05:06.789Z ERROR ";

  private static List<LogLineView> rows(LogClock clock, String... lines) {
    List<NumberedLine> numbered =
        IntStream.range(0, lines.length)
            .mapToObj(at -> new NumberedLine(at + 1, lines[at]))
            .toList();
    return LogLines.rows(numbered, clock);
  }

  private static LogClock clock(LogTimes times, Instant start) {
    return new LogClock(new Moments(ZoneId.of("Asia/Kolkata"), start), times, start);
  }

  @Test
  void messagesAndTheAuthorsFramesStayOpenAndThoseOfLibrariesAreFolded() {
    List<StackFold.Lines> parts =
        StackFold.of(
            rows(
                clock(LogTimes.CLOCK, Instant.EPOCH),
                TIME + "java.io.UncheckedIOException: disk full",
                "    at java.base/java.util.Optional.map(Optional.java:260)",
                "    at app//org.springframework.web.Client.get(Client.java:1)",
                "    at software.amazon.awssdk.Http$Impl.<init>(Http.java:2)",
                "    at shop.Orders.load(Orders.java:12)",
                "    at io.orchestrator.examples.Flights.load(Flights.java:3)",
                "Caused by: java.io.IOException: disk full",
                "    at java.base/java.io.File.x(File.java:1)",
                "    at jdk.internal.Y.x(Native Method)",
                "\t... 23 more",
                "  at this point the text is no frame"));
    assertThat(parts)
        .extracting(StackFold.Lines::fold)
        .containsExactly("", "3 frames of libraries", "", "3 frames of libraries", "");
    assertThat(parts)
        .extracting(part -> part.lines().get(0).number())
        .containsExactly(1L, 2L, 5L, 8L, 11L);
    assertThat(parts.get(2).lines())
        .extracting(LogLineView::css)
        .containsExactly(" frame", " frame", "");
  }

  @Test
  void twoFramesAreNotFolded() {
    List<StackFold.Lines> parts =
        StackFold.of(
            rows(
                clock(LogTimes.CLOCK, Instant.EPOCH),
                "x",
                "    at java.lang.A.b(A.java:1)",
                "    at java.lang.A.c(A.java:2)"));
    assertThat(parts).hasSize(1);
  }

  @Test
  void timesAreThoseOfTheReadersClockOrSinceTheStartOfTheTryOrNone() {
    Instant start = Instant.parse("2026-11-22T04:05:00.500Z");
    String early = "2026-11-22T04:05:00.400Z INFO  early";
    assertThat(rows(clock(LogTimes.CLOCK, start), TIME + "x").get(0).time())
        .isEqualTo("09:35:06.789");
    assertThat(rows(clock(LogTimes.SINCE, start), TIME + "x", early))
        .extracting(LogLineView::time)
        .containsExactly("+0:00:06.289", "-0:00:00.100");
    assertThat(rows(clock(LogTimes.OFF, start), TIME + "x").get(0).time()).isEmpty();
  }

  @Test
  void timesSinceAStartThatNobodyKnowsAreThoseOfTheClock() {
    LogClock clock =
        new LogClock(new Moments(ZoneId.of("UTC"), Instant.EPOCH), LogTimes.SINCE, null);
    assertThat(rows(clock, TIME + "x").get(0).time()).isEqualTo("04:05:06.789");
  }
}
