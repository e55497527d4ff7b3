package io.orchestrator.run;

import java.util.Locale;

/** Why a run exists; also the prefix of its id. */
public enum RunType {
  SCHEDULED,
  MANUAL,
  BACKFILL,
  ASSET_TRIGGERED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static RunType ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
