package io.orchestrator.store;

import java.util.List;
import java.util.Optional;

/** People who may log in. Passwords are kept as Argon2 hashes only. */
public interface UserStore {
  /**
   * One user.
   *
   * @param passwordHash with its algorithm prefix, {@code {argon2}…}
   */
  record User(String username, String passwordHash, Role role) {
    /** Never shows the hash. */
    @Override
    public String toString() {
      return "User[" + username + ", " + role + "]";
    }
  }

  /** What a user may do; each role includes the ones before it. */
  enum Role {
    /** Read DAGs, runs and logs. */
    VIEWER,
    /** Trigger, clear, mark, pause. */
    OPERATOR,
    /** Connections, variables, pools, users. */
    ADMIN
  }

  Optional<User> find(String username);

  List<User> all();

  /** Creates or replaces. Returns whether the user was new. */
  boolean save(User user);

  /** Returns false when there was none. */
  boolean delete(String username);
}
