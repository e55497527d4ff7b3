package io.orchestrator.template;

import com.hubspot.jinjava.interpret.OutputTooBigException;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.UnknownTokenException;
import org.jspecify.annotations.Nullable;

/** Finds the sentence that matters in what the library reports. */
final class Problems {

  private Problems() {}

  static String cause(TemplateError error) {
    TemplateFailure failure = failureIn(error.getException());
    if (failure != null) {
      return failure.getMessage();
    }
    return switch (error.getReason()) {
      case OUTPUT_TOO_BIG -> tooBig();
      case DISABLED -> "`" + error.getFieldName() + "` is not available in templates";
      default -> firstLine(error.getMessage());
    };
  }

  static String cause(Throwable thrown) {
    TemplateFailure failure = failureIn(thrown);
    if (failure != null) {
      return failure.getMessage();
    }
    if (thrown instanceof OutputTooBigException) {
      return tooBig();
    }
    if (thrown instanceof UnknownTokenException unknown) {
      return "`" + unknown.getToken() + "` has no value";
    }
    return firstLine(thrown.getMessage());
  }

  private static String tooBig() {
    return "the output has more than " + Sandbox.MAX_OUTPUT + " characters";
  }

  private static @Nullable TemplateFailure failureIn(@Nullable Throwable thrown) {
    Throwable current = thrown;
    for (int depth = 0; current != null && depth < 20; depth++) {
      if (current instanceof TemplateFailure failure) {
        return failure;
      }
      current = current.getCause();
    }
    return null;
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "it cannot be rendered" : message.lines().findFirst().orElse(message);
  }
}
