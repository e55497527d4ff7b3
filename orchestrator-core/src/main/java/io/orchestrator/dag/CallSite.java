package io.orchestrator.dag;

import io.orchestrator.model.SourceLocation;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the line of user code that is calling the DSL. */
final class CallSite {
  private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
  private static final SourceLocation UNKNOWN = new SourceLocation("unknown", 1);
  private static final List<String> NOT_USER_CODE =
      List.of("java.", "jdk.", "io.orchestrator.timetable.", "io.orchestrator.operators.");
  private static final Set<Class<?>> DSL =
      Set.of(
          CallSite.class,
          Dag.class,
          DagBuilder.class,
          DagDraft.class,
          TaskDraft.class,
          TaskScope.class,
          TaskMaker.class,
          TaskGroup.class,
          TaskSettings.class,
          TaskHandle.class,
          TaskRef.class,
          SensorRef.class,
          WhenRef.class,
          Choice.class,
          ShortCircuitRef.class,
          Node.class);

  private CallSite() {}

  static SourceLocation here() {
    return WALKER.walk(frames -> frames.filter(CallSite::isUserCode).findFirst()).stream()
        .flatMap(frame -> locate(frame.toStackTraceElement()).stream())
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** The innermost line of user code that an exception came through. */
  static SourceLocation of(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .filter(frame -> NOT_USER_CODE.stream().noneMatch(frame.getClassName()::startsWith))
        .filter(frame -> DSL.stream().noneMatch(c -> c.getName().equals(frame.getClassName())))
        .flatMap(frame -> locate(frame).stream())
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static boolean isUserCode(StackFrame frame) {
    Class<?> host = frame.getDeclaringClass().getNestHost();
    return !DSL.contains(host) && NOT_USER_CODE.stream().noneMatch(host.getName()::startsWith);
  }

  private static Optional<SourceLocation> locate(StackTraceElement frame) {
    String file = frame.getFileName();
    return file == null || frame.getLineNumber() < 1
        ? Optional.empty()
        : Optional.of(new SourceLocation(file, frame.getLineNumber()));
  }
}
