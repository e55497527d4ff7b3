package io.orchestrator.operator;

import org.jspecify.annotations.Nullable;

/** A sensor's answer. */
public sealed interface Poll<T> {
  /** The condition holds; the value becomes the task's result. */
  record Ready<T>(@Nullable T value) implements Poll<T> {}

  /** Not yet; the words are logged and shown. */
  record NotYet<T>(String why) implements Poll<T> {}

  static <T> Poll<T> ready(@Nullable T value) {
    return new Ready<>(value);
  }

  static <T> Poll<T> notYet(String why) {
    return new NotYet<>(why);
  }

  static <T> Poll<T> notYet() {
    return new NotYet<>("the condition does not hold yet");
  }
}
