package io.orchestrator.web.security;

import io.orchestrator.administration.User;
import io.orchestrator.administration.User.Role;
import io.orchestrator.store.ManagedStore;
import io.orchestrator.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Judges names and passwords, whichever way they come. Wrong guesses of one name and of one address
 * are limited, and every login and every wrong guess is in the audit log.
 */
final class Logins {
  private static final int GUESSES_OF_NAME = 10;
  private static final int GUESSES_OF_ADDRESS = 60;

  /** Stands for all names that nobody can have; they are not looked up. */
  private static final String NOBODY = "";

  private final ManagedStore<User> users;
  private final PasswordEncoder passwords;
  private final Store store;
  private final LoginThrottle names;
  private final LoginThrottle addresses;
  private final String decoy;

  Logins(ManagedStore<User> users, PasswordEncoder passwords, Store store, InstantSource clock) {
    this.users = users;
    this.passwords = passwords;
    this.store = store;
    this.names = new LoginThrottle(GUESSES_OF_NAME, clock);
    this.addresses = new LoginThrottle(GUESSES_OF_ADDRESS, clock);
    this.decoy = Objects.requireNonNull(passwords.encode("decoy"));
  }

  /** What came of a try. */
  sealed interface Outcome permits LoggedIn, Wrong, Later, TooLong {}

  /** Name and password are right. */
  record LoggedIn(User user) implements Outcome {}

  /** They are not, whichever of them. */
  record Wrong() implements Outcome {}

  /** There were too many wrong ones; nobody looked at this one. */
  record Later(Duration pause) implements Outcome {}

  /** No password is as long. */
  record TooLong() implements Outcome {}

  /**
   * Judges one try.
   *
   * @param address where it comes from
   */
  Outcome tryOne(String username, String password, String address) {
    if (LimitedPasswords.tooLong(password)) {
      return new TooLong();
    }
    boolean possible = new User(username, "", Role.VIEWER).problems().isEmpty();
    String name = possible ? username : NOBODY;
    Optional<Duration> pause = names.pause(name).or(() -> addresses.pause(address));
    if (pause.isPresent()) {
      return new Later(pause.get());
    }
    Optional<User> user = possible ? users.find(name) : Optional.empty();
    // An unknown name costs as much time as a wrong password, so that names cannot be guessed.
    boolean right = passwords.matches(password, user.map(User::passwordHash).orElse(decoy));
    if (user.isPresent() && right) {
      audit(name, "user.login", "from " + address);
      return new LoggedIn(user.get());
    }
    boolean lastOfName = names.wrong(name);
    boolean lastOfAddress = addresses.wrong(address);
    wrong(user, address + (lastOfName || lastOfAddress ? "; further tries wait" : ""));
    return new Wrong();
  }

  /** An unknown name is not written down: people type passwords into the wrong field. */
  private void wrong(Optional<User> user, String address) {
    if (user.isPresent()) {
      audit(user.get().username(), "user.login_failed", "wrong password from " + address);
    } else {
      audit("anonymous", "user.login_failed", "unknown name from " + address);
    }
  }

  /** Writes down how somebody came in, or did not. */
  void audit(String actor, String event, String detail) {
    store.transact(
        tx -> {
          tx.audit().order(actor, event, null, null, detail);
          return true;
        });
  }
}
