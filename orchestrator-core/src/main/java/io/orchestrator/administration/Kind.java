package io.orchestrator.administration;

import io.orchestrator.model.TaskLimits;
import java.util.Locale;
import java.util.Optional;

/** The kinds of things that admins manage. */
public enum Kind {
  POOL("name"),
  VARIABLE("key"),
  CONNECTION("connection_id"),
  USER("username");

  private final String nameField;

  Kind(String nameField) {
    this.nameField = nameField;
  }

  /** The field that names a thing of this kind, as REST calls it. */
  public String nameField() {
    return nameField;
  }

  /** The kind in a sentence, and at the start of its events in the audit log: {@code pool}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Why a thing cannot be deleted; empty for most. */
  public Optional<Problem> undeletable(String name) {
    return this == POOL && name.equals(TaskLimits.DEFAULT_POOL)
        ? Optional.of(
            new Problem(
                nameField,
                "default_pool cannot be deleted: tasks without a pool are in it. Change its slots"
                    + " instead."))
        : Optional.empty();
  }

  /** What is wrong with making a thing whose name another one has. */
  public Problem taken(String name) {
    return new Problem(nameField, "There is a " + word() + " " + name + " already.");
  }
}
