package io.orchestrator.timetable;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random crons in random zones at random instants; a failure names the seed. */
class CronPropertyTest {

  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "Asia/Kathmandu",
          "Pacific/Apia",
          "America/Sao_Paulo",
          "Africa/Casablanca",
          "America/St_Johns");
  private static final Instant FROM = Instant.parse("1995-01-01T00:00:00Z");

  @RepeatedTest(600)
  void nextAndPreviousWalkTheSameInstants(RepetitionInfo repetition) {
    long seed = 20_261_123L + repetition.getCurrentRepetition();
    Random random = new Random(seed);
    String cron = randomCron(random);
    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    Ticks ticks = new CronTicks(CronExpression.parse(cron), zone);
    Instant instant = nearAClockChange(random, zone);
    String about = "seed " + seed + ", cron " + cron + " in " + zone + " from " + instant;
    Instant tick = ticks.next(instant);
    assertThat(tick).as(about).isAfter(instant);
    assertThat(ticks.previous(tick)).as(about).isBeforeOrEqualTo(instant);
    for (int i = 0; i < 30; i++) {
      Instant following = ticks.next(tick);
      assertThat(following).as(about).isAfter(tick);
      assertThat(ticks.previous(following)).as(about + ", back from " + following).isEqualTo(tick);
      Instant between = tick.plus(Duration.between(tick, following).dividedBy(2));
      assertThat(ticks.next(between)).as(about).isEqualTo(following);
      assertThat(ticks.alignPrevious(between)).as(about).isEqualTo(tick);
      tick = following;
    }
  }

  @RepeatedTest(200)
  void inUtcTheTicksAreThoseOfCronUtils(RepetitionInfo repetition) {
    long seed = 7_000L + repetition.getCurrentRepetition();
    Random random = new Random(seed);
    String cron = randomCron(random);
    Ticks ticks = new CronTicks(CronExpression.parse(cron), ZoneOffset.UTC);
    ExecutionTime oracle =
        ExecutionTime.forCron(
            new com.cronutils.parser.CronParser(
                    CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
                .parse(cron));
    Instant instant = FROM.plusSeconds(random.nextInt(1_000_000_000));
    for (int i = 0; i < 20; i++) {
      ZonedDateTime from = instant.atZone(ZoneOffset.UTC);
      Instant expected = oracle.nextExecution(from).orElseThrow().toInstant();
      assertThat(ticks.next(instant)).as("seed %d, cron %s", seed, cron).isEqualTo(expected);
      instant = expected;
    }
  }

  private static Instant nearAClockChange(Random random, ZoneId zone) {
    Instant anywhere = FROM.plusSeconds(random.nextInt(1_000_000_000));
    var change = zone.getRules().nextTransition(anywhere);
    return change == null
        ? anywhere
        : change.getInstant().minusSeconds(random.nextInt(4 * 86_400)).plusSeconds(3_600);
  }

  private static String randomCron(Random random) {
    return String.join(
        " ",
        field(random, 0, 59, 2),
        field(random, 0, 23, 2),
        random.nextInt(3) == 0 ? field(random, 1, 28, 3) : "*",
        random.nextInt(6) == 0 ? field(random, 1, 12, 3) : "*",
        random.nextInt(3) == 0 ? field(random, 0, 6, 3) : "*");
  }

  private static String field(Random random, int min, int max, int starOdds) {
    if (random.nextInt(starOdds * 2) == 0) {
      return "*";
    }
    int a = min + random.nextInt(max - min + 1);
    int b = min + random.nextInt(max - min + 1);
    return switch (random.nextInt(4)) {
      case 0 -> Math.min(a, b) + "-" + Math.max(a, b);
      case 1 -> "*/" + (1 + random.nextInt(max - 1));
      case 2 -> a + "," + b;
      default -> "" + a;
    };
  }
}
