package io.orchestrator.execution.http;

import io.orchestrator.connection.Connection;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.CodeBundle;
import io.orchestrator.execution.ExecutionApi.StartReport;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.model.ExactJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Routes, header and bodies of the task execution API. Worker and server may be of different
 * versions for a while: each ignores the fields it does not know.
 *
 * <p>{@link #XCOM}, {@link #VARIABLE}, {@link #CONNECTION} and {@link #JAR} of an attempt that is
 * no longer its worker's are answered with the status {@link #GONE}.
 */
public final class Wire {
  /** Carries the signed token of the attempt that a call is about. */
  public static final String ATTEMPT_HEADER = "Orchestrator-Attempt";

  public static final int GONE = 410;

  public static final String ROOT = "/execution";
  public static final String REGISTER = ROOT + "/worker/register";

  /** Opened as a WebSocket; what is said there are {@link Frame}s. */
  public static final String STREAM = ROOT + "/worker/stream";

  public static final String GOODBYE = ROOT + "/worker/goodbye";
  public static final String CLAIM = ROOT + "/worker/claim";
  public static final String HEARTBEAT = ROOT + "/worker/heartbeat";
  public static final String START = ROOT + "/worker/start";
  public static final String REPORT = ROOT + "/attempt/report";
  public static final String FINISH = ROOT + "/worker/finish";
  public static final String XCOM = ROOT + "/attempt/xcom";
  public static final String VARIABLE = ROOT + "/attempt/variable";
  public static final String PREVIOUS_SUCCESS = ROOT + "/attempt/previous-success";
  public static final String CONNECTION = ROOT + "/attempt/connection";
  public static final String CODE = ROOT + "/attempt/code";
  public static final String JAR = ROOT + "/attempt/code/jar";

  private static final JsonMapper MAPPER =
      ExactJson.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Wire() {}

  /** A long poll. */
  public record ClaimRequest(WorkerInfo worker, int freeSlots, long waitMillis) {}

  /** Claimed work. */
  public record ClaimAnswer(List<Claimed> items) {}

  /**
   * One claimed attempt.
   *
   * @param token signed; opaque to the worker
   */
  public record Claimed(String token, WorkItem item) {
    /** Without the token: tokens are never printed. */
    @Override
    public String toString() {
      return "Claimed[" + item.token() + "]";
    }
  }

  /** Sign of life for signed tokens. */
  public record HeartbeatRequest(WorkerInfo worker, List<String> running) {
    /** Without the tokens. */
    @Override
    public String toString() {
      return "HeartbeatRequest[" + worker.name() + ", " + running.size() + " running]";
    }
  }

  /** The programs of attempts with these signed tokens are about to start. */
  public record StartRequest(StartReport report, List<String> attempts) {
    /** Without the tokens. */
    @Override
    public String toString() {
      return "StartRequest[" + report + ", " + attempts.size() + " attempts]";
    }
  }

  /** Signed tokens that no longer hold. */
  public record GoneAnswer(List<String> gone) {
    /** Without the tokens. */
    @Override
    public String toString() {
      return "GoneAnswer[" + gone.size() + " gone]";
    }
  }

  /** Ends of attempts. */
  public record FinishRequest(List<Finished> finished) {}

  /**
   * The end of one attempt.
   *
   * @param token signed
   */
  public record Finished(String token, FinishReport report) {
    /** Without the token and the results. */
    @Override
    public String toString() {
      return "Finished[" + report.end() + "]";
    }
  }

  /**
   * Answers to ends, in their order.
   *
   * @param answers none for an end that was not written: it has to be reported again
   */
  public record FinishAnswer(List<@Nullable Answer> answers) {}

  /** Whether the attempt is still the caller's. */
  public record AttemptAnswer(Answer answer) {}

  /** A text, or none. */
  public record TextAnswer(@Nullable String value) {
    /** Without the value: it may be secret. */
    @Override
    public String toString() {
      return "TextAnswer[]";
    }
  }

  /** A connection, or none. */
  public record ConnectionAnswer(@Nullable Connection connection) {}

  /** The latest earlier run that succeeded; without parts when there is none. */
  public record PreviousSuccessAnswer(PreviousSuccess run) {}

  /** Code, or none when the attempt is gone. */
  public record CodeAnswer(@Nullable CodeBundle code) {}

  /** A refusal. */
  public record Problem(int status, String code, String detail) {}

  public static byte[] write(Object body) {
    return MAPPER.writeValueAsBytes(body);
  }

  /**
   * Reads a body.
   *
   * @throws tools.jackson.core.JacksonException when it does not fit
   */
  public static <T> T read(byte[] body, Class<T> type) {
    return MAPPER.readValue(body, type);
  }
}
