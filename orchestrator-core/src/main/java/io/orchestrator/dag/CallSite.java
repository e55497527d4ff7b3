package io.orchestrator.dag;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import java.util.Set;

/** Finds the line of user code that is calling the DSL. */
final class CallSite {
  private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
  private static final SourceLocation UNKNOWN = new SourceLocation("unknown", 1);
  private static final Set<Class<?>> DSL =
      Set.of(
          CallSite.class,
          Dag.class,
          DagBuilder.class,
          DagDraft.class,
          TaskDraft.class,
          TaskScope.class,
          TaskGroup.class,
          TaskSettings.class,
          TaskRef.class,
          SensorRef.class,
          WhenRef.class,
          Choice.class,
          ShortCircuitRef.class,
          Node.class);

  private CallSite() {}

  static SourceLocation here() {
    return WALKER.walk(frames -> frames.filter(CallSite::isUserCode).findFirst()).stream()
        .flatMap(frame -> locate(frame).stream())
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** The innermost frame of user code in a stack trace, for exceptions raised below it. */
  static Optional<SourceLocation> of(StackTraceElement element) {
    String file = element.getFileName();
    return file == null || element.getLineNumber() < 1
        ? Optional.empty()
        : Optional.of(new SourceLocation(file, element.getLineNumber()));
  }

  private static boolean isUserCode(StackFrame frame) {
    Class<?> host = frame.getDeclaringClass().getNestHost();
    String name = host.getName();
    return !DSL.contains(host)
        && !name.startsWith("java.")
        && !name.startsWith("io.orchestrator.operators.");
  }

  private static Optional<SourceLocation> locate(StackFrame frame) {
    return of(frame.toStackTraceElement());
  }
}
