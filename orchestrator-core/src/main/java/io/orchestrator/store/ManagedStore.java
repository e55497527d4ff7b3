package io.orchestrator.store;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.administration.Managed;
import java.util.List;
import java.util.Optional;

/**
 * The things of one kind that admins manage, by name. Each change is one transaction with its row
 * in the audit log, which names the actor and the thing, never a value. No change is made of a
 * value that has problems.
 */
public interface ManagedStore<T extends Managed> {
  Optional<T> find(String name);

  /** By name. */
  List<T> all();

  /**
   * Adds one.
   *
   * @return false when the name is taken; nothing was changed then
   * @throws InvalidValueException with all problems of the value
   */
  boolean create(T value, String actor);

  /**
   * Creates or replaces.
   *
   * @return whether it was new
   * @throws InvalidValueException with all problems of the value
   */
  boolean save(T value, String actor);

  /**
   * Deletes one.
   *
   * @return false when there was none; nothing was changed then
   * @throws InvalidValueException when it cannot be deleted
   */
  boolean delete(String name, String actor);
}
