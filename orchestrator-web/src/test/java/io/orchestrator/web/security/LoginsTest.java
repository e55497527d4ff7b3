package io.orchestrator.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.administration.User;
import io.orchestrator.administration.User.Role;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.memory.InMemoryStore;
import io.orchestrator.testing.SettableClock;
import io.orchestrator.web.security.Logins.Later;
import io.orchestrator.web.security.Logins.LoggedIn;
import io.orchestrator.web.security.Logins.TooLong;
import io.orchestrator.web.security.Logins.Wrong;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Guessing passwords is slow, and is seen. */
class LoginsTest {
  private static final String HERE = "192.0.2.1";
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T12:00:00Z"));
  private final InMemoryStore store = new InMemoryStore(clock);
  private final CountedHashes hashes = new CountedHashes();
  private final Logins logins =
      new Logins(store.administration().users(), new LimitedPasswords(hashes), store, clock);

  /** Says how often it was asked. */
  private static final class CountedHashes implements PasswordEncoder {
    private int asked;

    @Override
    public String encode(@Nullable CharSequence password) {
      return "hash of " + password;
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
      asked++;
      return encode(password).equals(hash);
    }
  }

  @BeforeEach
  void anna() {
    store.administration().users().create(new User("anna", "hash of right", Role.VIEWER), "test");
  }

  @Test
  void afterTenWrongGuessesOfOneNameTheNextOneWaitsEvenIfItIsRight() {
    for (int i = 0; i < 10; i++) {
      assertThat(logins.tryOne("anna", "wrong", "192.0.2." + i)).isEqualTo(new Wrong());
    }
    assertThat(logins.tryOne("anna", "right", HERE)).isEqualTo(new Later(Duration.ofSeconds(6)));
    assertThat(hashes.asked).as("who has to wait costs no hash").isEqualTo(10);
  }

  @Test
  void nobodyIsLockedOutForLong() {
    for (int i = 0; i < 10; i++) {
      logins.tryOne("anna", "wrong", HERE);
    }
    clock.advance(Duration.ofSeconds(6));
    assertThat(logins.tryOne("anna", "right", HERE)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void rightPasswordsAreNotCounted() {
    for (int i = 0; i < 200; i++) {
      assertThat(logins.tryOne("anna", "right", HERE)).isInstanceOf(LoggedIn.class);
    }
  }

  @Test
  void anAddressThatTriesManyNamesWaitsAndOthersDoNot() {
    for (int i = 0; i < 60; i++) {
      assertThat(logins.tryOne("name" + i, "wrong", HERE)).isEqualTo(new Wrong());
    }
    assertThat(logins.tryOne("anna", "right", HERE)).isInstanceOf(Later.class);
    assertThat(logins.tryOne("anna", "right", "192.0.2.2")).isInstanceOf(LoggedIn.class);
  }

  @Test
  void anUnknownNameIsAnsweredAsAWrongPasswordAndCostsAsMuch() {
    assertThat(logins.tryOne("nobody", "wrong", HERE)).isEqualTo(new Wrong());
    assertThat(logins.tryOne("no\0body", "wrong", HERE)).isEqualTo(new Wrong());
    assertThat(logins.tryOne("x".repeat(10_000), "wrong", HERE)).isEqualTo(new Wrong());
    assertThat(hashes.asked).isEqualTo(3);
  }

  @Test
  void aPasswordOfMoreThanAThousandBytesIsRefusedWithoutAHash() {
    assertThat(logins.tryOne("anna", "x".repeat(1_001), HERE)).isEqualTo(new TooLong());
    assertThat(logins.tryOne("anna", "é".repeat(501), HERE)).isEqualTo(new TooLong());
    assertThat(hashes.asked).isZero();
    assertThat(logins.tryOne("anna", "é".repeat(500), HERE)).isEqualTo(new Wrong());
    LimitedPasswords passwords = new LimitedPasswords(hashes);
    assertThatThrownBy(() -> passwords.encode("x".repeat(1_001)))
        .hasMessageContaining("at most 1000 bytes");
  }

  @Test
  void everyLoginAndEveryWrongGuessIsAuditedAndNoUnknownNameIs() {
    logins.tryOne("anna", "right", HERE);
    logins.tryOne("anna", "wrong", HERE);
    logins.tryOne("my secret in the wrong field", "wrong", HERE);
    List<AuditRow> rows = store.transact(tx -> tx.audit().latest(3));
    assertThat(rows)
        .extracting(r -> r.actor() + " " + r.event() + ": " + r.detail())
        .containsExactly(
            "anonymous user.login_failed: unknown name from 192.0.2.1",
            "anna user.login_failed: wrong password from 192.0.2.1",
            "anna user.login: from 192.0.2.1");
  }
}
