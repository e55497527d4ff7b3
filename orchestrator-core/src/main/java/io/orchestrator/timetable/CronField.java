package io.orchestrator.timetable;

/** The five fields of a cron expression, in their order. */
enum CronField {
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY_OF_MONTH("day of month", 1, 31, ""),
  MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
  /** Sunday is 0 and also 7. */
  DAY_OF_WEEK("day of week", 0, 7, "sun mon tue wed thu fri sat");

  private final String label;
  private final int min;
  private final int max;
  private final String names;

  CronField(String label, int min, int max, String names) {
    this.label = label;
    this.min = min;
    this.max = max;
    this.names = names;
  }

  String label() {
    return label;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  /** How many distinct values the field has. */
  int size() {
    return this == DAY_OF_WEEK ? 7 : max - min + 1;
  }

  /** The value of a name such as {@code jan}, in lower case; -1 if the field has no such name. */
  int named(String name) {
    int index = name.length() == 3 ? names.indexOf(name) : -1;
    return index < 0 || index % 4 != 0 ? -1 : index / 4 + min;
  }

  boolean hasNames() {
    return !names.isEmpty();
  }
}
