package io.orchestrator.execution.http;

import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of a worker's stream: one word that says of which kind it is, a blank, and a JSON
 * object. Worker and server may be of different versions for a while: each passes over kinds and
 * fields it does not know.
 */
public final class Frame {
  /** Longer ones are refused by the server. A worker reports a longer end with a call. */
  public static final int LONGEST_OF_WORKER = 4 << 20;

  /** Longer ones are refused by the worker: several items whose runs have a large conf. */
  public static final int LONGEST_OF_SERVER = 64 << 20;

  /** Worker: {@link Hello}, the first of all. */
  public static final String HELLO = "hello";

  /** Worker: {@link Ended}. */
  public static final String ENDED = "ended";

  /** Worker: {@link Freed}. */
  public static final String FREED = "freed";

  /** Worker: {@link NotBegun}. */
  public static final String NOT_BEGUN = "not-begun";

  /** Worker: {@link Beat}. */
  public static final String BEAT = "beat";

  /** Worker: {@link Nothing}: it takes nothing any more. */
  public static final String DRAIN = "drain";

  /** Server: {@link Welcome}, the answer to the hello. */
  public static final String WELCOME = "welcome";

  /** Server: {@link News}. */
  public static final String NEWS = "news";

  /** Server: {@link Heard}, the answer to a beat. */
  public static final String HEARD = "heard";

  /** Server: {@link Nothing}: nothing more will come. */
  public static final String DRAINED = "drained";

  private static final int LONGEST_KIND = 32;
  private final String kind;
  private final byte[] json;

  private Frame(String kind, byte[] json) {
    this.kind = kind;
    this.json = json;
  }

  /** Tokens are signed in all of these. */
  public record Hello(
      WorkerInfo worker, UUID process, int freeSlots, List<String> held, List<String> over) {}

  /** The end of an attempt. */
  public record Ended(String token, FinishReport report, boolean slotFree) {}

  /** So many further slots are free. */
  public record Freed(int slots) {}

  /** Attempts that were received and not begun. */
  public record NotBegun(List<String> attempts) {}

  /** A sign of life. */
  public record Beat(long number, WorkerInfo worker, List<String> held, List<String> over) {
    public Beat {
      over = over == null ? List.of() : over;
    }
  }

  /** The stream is open. */
  public record Welcome(List<String> gone, Duration lease) {}

  /**
   * Work, and answers to ends.
   *
   * @param heard number of a beat that was heard before the items were claimed
   */
  public record News(long heard, List<Wire.Claimed> items, List<Answered> answers) {}

  /**
   * An end is answered.
   *
   * @param answer none when it was not written: it has to be reported again
   */
  public record Answered(String token, @Nullable Answer answer) {}

  /**
   * A beat is answered.
   *
   * @param gone none when it was not written
   */
  public record Heard(long number, @Nullable List<String> gone) {}

  /** No fields. */
  public record Nothing() {}

  /** A message to be sent. */
  public static byte[] write(String kind, Object body) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes((kind + " ").getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(Wire.write(body));
    return message.toByteArray();
  }

  /**
   * Takes a message apart.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Frame parse(byte[] message) {
    for (int i = 0; i < Math.min(message.length, LONGEST_KIND); i++) {
      if (message[i] == ' ') {
        return new Frame(
            new String(message, 0, i, StandardCharsets.US_ASCII),
            Arrays.copyOfRange(message, i + 1, message.length));
      }
    }
    throw new IllegalArgumentException("A message of " + message.length + " bytes has no kind.");
  }

  /** One of the words above, or one of another version. */
  public String kind() {
    return kind;
  }

  /**
   * What the message says.
   *
   * @throws tools.jackson.core.JacksonException when it does not fit
   */
  public <T> T read(Class<T> type) {
    return Wire.read(json, type);
  }
}
