package io.orchestrator.web.security;

import io.orchestrator.administration.User;
import io.orchestrator.administration.User.Role;
import io.orchestrator.store.ManagedStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Makes the user {@code admin} when nobody can log in yet. There is no default password. */
final class FirstAdmin implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);
  private static final String NAME = "admin";
  private final ManagedStore<User> users;
  private final PasswordEncoder passwords;
  private final @Nullable String password;

  FirstAdmin(ManagedStore<User> users, PasswordEncoder passwords, @Nullable String password) {
    this.users = users;
    this.passwords = passwords;
    this.password = password;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (!users.all().isEmpty()) {
      return;
    }
    if (password == null || password.isBlank()) {
      LOG.warn(
          "Nobody can log in: there is no user yet. Set ORCHESTRATOR__SECURITY__ADMIN_PASSWORD and"
              + " start again to have the user admin made.");
      return;
    }
    String hash = passwords.encode(password);
    if (hash != null) {
      users.create(new User(NAME, hash, Role.ADMIN), NAME);
    }
  }
}
