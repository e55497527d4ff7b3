package io.orchestrator.timetable;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cron expression in English. */
final class CronDescription {

  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern SPACE = Pattern.compile(" ");
  private static final int MAX_TIMES = 4;

  private CronDescription() {}

  static String of(CronExpression cron) {
    List<String> fields = SPACE.splitAsStream(cron.text()).toList();
    String days = days(fields.get(2), fields.get(4));
    String months = fields.get(3).equals("*") ? "" : " in " + words(CronField.MONTH, fields.get(3));
    return time(cron, fields.get(0), fields.get(1)) + days + months;
  }

  private static String time(CronExpression cron, String minute, String hour) {
    BitSet minutes = cron.minutes();
    BitSet hours = cron.hours();
    if (cron.everyHour()) {
      return everyHour(minute, minutes);
    }
    if (minutes.cardinality() * hours.cardinality() <= MAX_TIMES) {
      return "At " + hours.stream().boxed().flatMap(h -> at(h, minutes)).collect(and());
    }
    if (hour.startsWith("*/") && NUMBER.matcher(minute).matches()) {
      String every = "Every " + hour.substring(2) + " hours";
      return minutes.get(0) ? every : every + " at minute " + minute;
    }
    String past = minutes.cardinality() == 60 ? "Every minute" : everyHour(minute, minutes);
    return past + ", during hours " + words(CronField.HOUR, hour);
  }

  private static Stream<String> at(int hour, BitSet minutes) {
    return minutes.stream().mapToObj(m -> String.format(Locale.ROOT, "%02d:%02d", hour, m));
  }

  private static String everyHour(String minute, BitSet minutes) {
    if (minutes.cardinality() == 60) {
      return "Every minute";
    }
    if (minute.startsWith("*/")) {
      return "Every " + minute.substring(2) + " minutes";
    }
    if (NUMBER.matcher(minute).matches()) {
      int at = Integer.parseInt(minute);
      return at == 0 ? "Every hour" : "Every hour at minute " + at;
    }
    return "Every hour at minutes " + words(CronField.MINUTE, minute);
  }

  private static String days(String ofMonth, String ofWeek) {
    boolean anyOfMonth = ofMonth.equals("*") || ofMonth.equals("?");
    boolean anyOfWeek = ofWeek.equals("*") || ofWeek.equals("?");
    if (anyOfMonth && anyOfWeek) {
      return "";
    }
    String month = anyOfMonth ? "" : " on " + dayOfMonth(ofMonth) + " of the month";
    String week = anyOfWeek ? "" : " on " + words(CronField.DAY_OF_WEEK, ofWeek);
    return anyOfMonth || anyOfWeek ? month + week : month + " or" + week;
  }

  private static String dayOfMonth(String field) {
    return field.equalsIgnoreCase("L")
        ? "the last day"
        : "day " + words(CronField.DAY_OF_MONTH, field);
  }

  private static String words(CronField field, String text) {
    return Pattern.compile(",").splitAsStream(text).map(part -> part(field, part)).collect(and());
  }

  private static String part(CronField field, String part) {
    int slash = part.indexOf('/');
    if (slash >= 0) {
      String range = part.substring(0, slash);
      String step = "every " + part.substring(slash + 1) + " from ";
      return step + (range.equals("*") ? value(field, "" + field.min()) : part(field, range));
    }
    if (part.indexOf('#') > 0) {
      return "weekday %s number %s"
          .formatted(
              value(field, part.substring(0, part.indexOf('#'))),
              part.substring(part.indexOf('#') + 1));
    }
    if (part.length() > 1 && field == CronField.DAY_OF_WEEK && "lL".indexOf(part.charAt(0)) >= 0) {
      return "the last " + value(field, part.substring(1));
    }
    return Pattern.compile("-")
        .splitAsStream(part)
        .map(value -> value(field, value))
        .collect(Collectors.joining(" to "));
  }

  private static String value(CronField field, String text) {
    if (text.equalsIgnoreCase("L")) {
      return "last";
    }
    int named = field.named(text.toLowerCase(Locale.ROOT));
    int value = named >= 0 ? named : Integer.parseInt(text);
    return switch (field) {
      case MONTH -> Month.of(value).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case DAY_OF_WEEK ->
          DayOfWeek.of(value % 7 == 0 ? 7 : value).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case MINUTE, HOUR, DAY_OF_MONTH -> text;
    };
  }

  private static Collector<CharSequence, ?, String> and() {
    return Collectors.collectingAndThen(
        Collectors.toList(),
        list -> {
          int last = list.size() - 1;
          return last < 1
              ? String.join("", list)
              : String.join(", ", list.subList(0, last)) + " and " + list.get(last);
        });
  }
}
