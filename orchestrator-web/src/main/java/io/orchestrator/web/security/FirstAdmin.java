package io.orchestrator.web.security;

import io.orchestrator.administration.User;
import io.orchestrator.administration.User.Role;
import io.orchestrator.store.ManagedStore;
import io.orchestrator.web.health.Readiness;
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
  private final Readiness readiness;

  FirstAdmin(
      ManagedStore<User> users,
      PasswordEncoder passwords,
      @Nullable String password,
      Readiness readiness) {
    this.users = users;
    this.passwords = passwords;
    this.password = password;
    this.readiness = readiness;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (!users.all().isEmpty()) {
      readiness.loginWorks();
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
      readiness.loginWorks();
    }
  }
}
