package io.orchestrator.tasklog;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A place in a log: how far each stream has been read. A chunk that arrives late, from a worker
 * that was cut off from the store, lies before places already read; with one place for each stream
 * it is still found.
 *
 * @param floor streams not named were read up to chunks that started here, in epoch milliseconds
 * @param places by stream
 */
record LogCursor(long floor, Map<String, Place> places) {
  /** More streams than workers usually touch one attempt; keeps the text short. */
  private static final int MOST_STREAMS = 32;

  static final LogCursor START = new LogCursor(0, Map.of());

  /** The next byte to read. */
  record Place(int number, long offset) {}

  LogCursor {
    places = Map.copyOf(places);
  }

  /**
   * @throws IllegalArgumentException when the text is not a cursor
   */
  static LogCursor parse(String text) {
    if (text.isEmpty()) {
      return START;
    }
    try {
      String[] parts = text.split("_", -1);
      Map<String, Place> places = new TreeMap<>();
      for (int i = 1; i < parts.length; i++) {
        String[] place = parts[i].split("\\.", -1);
        if (place.length != 3) {
          throw new NumberFormatException(parts[i]);
        }
        places.put(
            place[0],
            new Place(Integer.parseUnsignedInt(place[1]), Long.parseUnsignedLong(place[2])));
      }
      return new LogCursor(Long.parseUnsignedLong(parts[0]), places);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no place in a log. Use one that an earlier reading gave.", e);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(floor);
    new TreeMap<>(places)
        .forEach(
            (stream, place) ->
                text.append('_')
                    .append(stream)
                    .append('.')
                    .append(place.number())
                    .append('.')
                    .append(place.offset()));
    return text.toString();
  }

  /** Where reading a chunk goes on; negative when it has been read. */
  long offsetIn(ChunkId chunk) {
    Place place = places.get(chunk.stream());
    if (place == null) {
      return chunk.startedAt().toEpochMilli() <= floor ? -1 : 0;
    }
    if (chunk.number() < place.number()) {
      return -1;
    }
    return chunk.number() == place.number() ? place.offset() : 0;
  }

  /** The number expected next in a stream. */
  int next(String stream) {
    Place place = places.get(stream);
    return place == null ? 0 : place.number();
  }

  LogCursor moved(String stream, Place to) {
    Map<String, Place> moved = new TreeMap<>(places);
    moved.put(stream, to);
    return new LogCursor(floor, moved);
  }

  /**
   * Forgets the streams that ended first, when there are many. A chunk of theirs that arrives after
   * that is missed by readers that follow, and shown to those who open the log anew.
   */
  LogCursor bounded(Collection<ChunkId> chunks) {
    if (places.size() <= MOST_STREAMS) {
      return this;
    }
    Map<String, Instant> read = new TreeMap<>();
    for (ChunkId chunk : chunks) {
      if (chunk.number() < next(chunk.stream())) {
        read.merge(chunk.stream(), chunk.startedAt(), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    List<String> oldestFirst =
        places.keySet().stream()
            .filter(s -> places.getOrDefault(s, new Place(0, 1)).offset() == 0)
            .sorted(Comparator.comparing(s -> read.getOrDefault(s, Instant.EPOCH)))
            .limit(places.size() - MOST_STREAMS / 2)
            .toList();
    Map<String, Place> kept = new TreeMap<>(places);
    long newFloor = floor;
    for (String stream : oldestFirst) {
      kept.remove(stream);
      newFloor = Math.max(newFloor, read.getOrDefault(stream, Instant.EPOCH).toEpochMilli());
    }
    return new LogCursor(newFloor, kept);
  }
}
