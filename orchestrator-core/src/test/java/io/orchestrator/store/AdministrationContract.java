package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.connection.Connection;
import io.orchestrator.store.PoolStore.Pool;
import io.orchestrator.store.UserStore.Role;
import io.orchestrator.store.UserStore.User;
import io.orchestrator.store.VariableStore.Variable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Variables, connections, pools, users. */
public abstract class AdministrationContract {
  protected abstract VariableStore variables();

  protected abstract ConnectionStore connections();

  protected abstract PoolStore pools();

  protected abstract UserStore users();

  @Test
  void aVariableIsCreatedReplacedAndDeleted() {
    Variable region = new Variable("region", "eu-central-1 ü", "where");
    assertThat(variables().save(region)).isTrue();
    assertThat(variables().save(region)).isFalse();
    assertThat(variables().find("region")).contains(region);
    assertThat(variables().all()).contains(region);
    assertThat(variables().delete("region")).isTrue();
    assertThat(variables().delete("region")).isFalse();
    assertThat(variables().find("region")).isEmpty();
    assertThatThrownBy(() -> variables().save(new Variable("big", "x".repeat(65_537), null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65537 bytes");
  }

  @Test
  void aConnectionComesBackAsItWasSaved() {
    Connection aws =
        new Connection(
            "aws_contract",
            "aws",
            null,
            "localhost",
            "key",
            "hunter2",
            null,
            443,
            Map.of("region", "eu", "nested", Map.of("a", List.of(1, 2))));
    assertThat(connections().save(aws)).isTrue();
    assertThat(connections().save(aws)).isFalse();
    assertThat(connections().find("aws_contract")).contains(aws);
    assertThat(connections().all()).contains(aws);
    assertThat(connections().delete("aws_contract")).isTrue();
    assertThat(connections().find("aws_contract")).isEmpty();
  }

  @Test
  void theDefaultPoolIsThereAndStays() {
    assertThat(pools().find("default_pool")).map(Pool::slots).contains(128);
    assertThat(pools().save(new Pool("athena", 1, "queries", true))).isTrue();
    assertThat(pools().find("athena")).contains(new Pool("athena", 1, "queries", true));
    assertThat(pools().delete("athena")).isTrue();
    assertThatThrownBy(() -> pools().delete("default_pool"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> pools().save(new Pool("odd", -2, null, false)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aUserIsCreatedReplacedAndDeleted() {
    assertThat(users().save(new User("anna", "{argon2}x", Role.ADMIN))).isTrue();
    assertThat(users().save(new User("anna", "{argon2}y", Role.VIEWER))).isFalse();
    assertThat(users().all()).containsExactly(new User("anna", "{argon2}y", Role.VIEWER));
    assertThat(users().delete("anna")).isTrue();
    assertThat(users().find("anna")).isEmpty();
  }
}
