package io.orchestrator.administration;

import io.orchestrator.model.NameRule;
import java.util.List;

/**
 * Somebody who may log in. {@link #toString} never shows the hash.
 *
 * @param username at most 250 characters
 * @param passwordHash Argon2, with its algorithm prefix, {@code {argon2}…}
 */
public record User(String username, String passwordHash, Role role) implements Managed {
  /** What a user may do; each role includes the ones before it. */
  public enum Role {
    /** Read DAGs, runs and logs. */
    VIEWER,
    /** Trigger, clear, mark, pause. */
    OPERATOR,
    /** Connections, variables, pools, users. */
    ADMIN
  }

  @Override
  public Kind kind() {
    return Kind.USER;
  }

  @Override
  public String name() {
    return username;
  }

  @Override
  public List<Problem> problems() {
    return new Problems().name(NameRule.USER, username).found();
  }

  @Override
  public String toString() {
    return "User[" + username + ", " + role + "]";
  }
}
