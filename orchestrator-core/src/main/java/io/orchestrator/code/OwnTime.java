package io.orchestrator.code;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How long a thread was busy with the user's own code, added up from looks at it: the processor
 * time it took, or the time it waited. What runs on a machine with no processor to spare takes
 * longer, not more; loading a class for the first time is nobody's fault.
 */
final class OwnTime {
  /** Where the JDK loads, links and first calls classes. */
  private static final Pattern LOADING =
      Pattern.compile(
          "java\\.lang\\.(ClassLoader|Class|invoke\\..*|runtime\\..*|ModuleLayer|Module)"
              + "|jdk\\.internal\\.(loader|reflect|misc\\.VM|module)\\..*"
              + "|java\\.net\\.URLClassLoader.*|java\\.security\\.SecureClassLoader.*");

  /** What waits for the disk or the network looks as if it ran. */
  private static final Pattern INPUT =
      Pattern.compile("(sun\\.nio\\.|java\\.net\\.|java\\.io\\.).*");

  private final Predicate<String> own;
  private long nanos;

  /**
   * @param own whether a class of this name is the user's
   */
  OwnTime(Predicate<String> own) {
    this.own = own;
  }

  /**
   * One look at the thread.
   *
   * @param stack innermost frame first
   * @param processor nanoseconds of processor time since the look before
   * @param passed nanoseconds between two looks
   */
  void add(StackTraceElement[] stack, Thread.State state, long processor, long passed) {
    if (inOwnCode(stack)) {
      nanos += waits(stack, state) ? passed : processor;
    }
  }

  long nanos() {
    return nanos;
  }

  private static boolean waits(StackTraceElement[] stack, Thread.State state) {
    return switch (state) {
      case WAITING, TIMED_WAITING, BLOCKED -> true;
      case RUNNABLE ->
          stack[0].isNativeMethod() && INPUT.matcher(stack[0].getClassName()).matches();
      case NEW, TERMINATED -> false;
    };
  }

  /** Whether what runs was called by the user, and neither by us nor to load a class. */
  private boolean inOwnCode(StackTraceElement[] stack) {
    boolean seen = false;
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      boolean users = own.test(name);
      boolean loads = frame.getMethodName().equals("<clinit>");
      if (loads || (!seen && LOADING.matcher(name).matches())) {
        return false;
      }
      if (!users && name.startsWith("io.orchestrator.")) {
        return seen;
      }
      seen |= users;
    }
    return seen;
  }
}
