package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.administration.Pool;
import io.orchestrator.administration.User;
import io.orchestrator.administration.User.Role;
import io.orchestrator.administration.Variable;
import io.orchestrator.connection.Connection;
import io.orchestrator.store.AuditStore.AuditRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables, connections, pools, users. */
public abstract class AdministrationContract {
  protected abstract Administration administration();

  /** Where the audit log of the same store is. */
  protected abstract Store store();

  @Test
  void aVariableIsCreatedReplacedAndDeleted() {
    ManagedStore<Variable> variables = administration().variables();
    Variable region = new Variable("region", "eu-central-1 ü", "where");
    assertThat(variables.save(region, "anna")).isTrue();
    assertThat(variables.save(region, "anna")).isFalse();
    assertThat(variables.find("region")).contains(region);
    assertThat(variables.all()).contains(region);
    assertThat(variables.delete("region", "anna")).isTrue();
    assertThat(variables.delete("region", "anna")).isFalse();
    assertThat(variables.find("region")).isEmpty();
    assertThatThrownBy(() -> variables.save(new Variable("big", "x".repeat(65_537), null), "anna"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("65537 bytes");
  }

  @Test
  void aConnectionComesBackAsItWasSaved() {
    ManagedStore<Connection> connections = administration().connections();
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("region", "eu");
    extra.put("nested", Map.of("a", List.of(1, 2)));
    extra.put("proxy", null);
    Connection aws =
        Connection.of("aws_contract", "aws")
            .withEndpoint("localhost", 443, null)
            .withCredentials("key", "hunter2")
            .withExtra(extra);
    assertThat(connections.save(aws, "anna")).isTrue();
    assertThat(connections.save(aws, "anna")).isFalse();
    assertThat(connections.find("aws_contract")).contains(aws);
    assertThat(connections.all()).contains(aws);
    assertThat(connections.delete("aws_contract", "anna")).isTrue();
    assertThat(connections.find("aws_contract")).isEmpty();
  }

  @Test
  void theDefaultPoolIsThereAndStays() {
    ManagedStore<Pool> pools = administration().pools();
    assertThat(pools.find("default_pool")).map(Pool::slots).contains(128);
    assertThat(pools.save(new Pool("athena", 1, "queries", true), "anna")).isTrue();
    assertThat(pools.find("athena")).contains(new Pool("athena", 1, "queries", true));
    assertThat(pools.delete("athena", "anna")).isTrue();
    assertThatThrownBy(() -> pools.delete("default_pool", "anna"))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> pools.save(new Pool("odd", -2, null, false), "anna"))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void aUserIsCreatedReplacedAndDeleted() {
    ManagedStore<User> users = administration().users();
    assertThat(users.save(new User("anna", "{argon2}x", Role.ADMIN), "otto")).isTrue();
    assertThat(users.save(new User("anna", "{argon2}y", Role.VIEWER), "otto")).isFalse();
    assertThat(users.all()).containsExactly(new User("anna", "{argon2}y", Role.VIEWER));
    assertThat(users.delete("anna", "otto")).isTrue();
    assertThat(users.find("anna")).isEmpty();
  }

  @Test
  void whatIsThereIsNotCreatedOnceMore() {
    ManagedStore<Pool> pools = administration().pools();
    assertThat(pools.create(new Pool("once", 1, null, false), "anna")).isTrue();
    assertThat(pools.create(new Pool("once", 2, null, false), "anna")).isFalse();
    assertThat(pools.find("once")).map(Pool::slots).contains(1);
    pools.delete("once", "anna");
  }

  @Test
  void eachChangeHasItsRowInTheAuditLogAndNoOtherCallHas() {
    ManagedStore<Variable> variables = administration().variables();
    long before = lastRow();
    variables.create(new Variable("logged", "hunter2", null), "anna");
    variables.create(new Variable("logged", "hunter3", null), "berta");
    variables.save(new Variable("logged", "hunter4", null), "carla");
    variables.delete("logged", "dora");
    variables.delete("logged", "emma");
    List<AuditRow> latest = store().transact(tx -> tx.audit().latest(10));
    assertThat(latest)
        .filteredOn(row -> row.seq() > before)
        .extracting(row -> row.actor() + " " + row.event() + " " + row.detail())
        .containsExactly(
            "dora variable.delete logged",
            "carla variable.save logged",
            "anna variable.save logged");
  }

  private long lastRow() {
    return store().transact(tx -> tx.audit().latest(1)).stream()
        .mapToLong(AuditRow::seq)
        .findFirst()
        .orElse(0);
  }

  /** The longest of each, in the widest characters. */
  @Test
  void whatTheRulesAllowIsTaken() {
    String wide = "😀";
    Pool pool = new Pool(wide.repeat(256), 0, wide.repeat(5_000), false);
    administration().pools().save(pool, "anna");
    assertThat(administration().pools().find(pool.name())).contains(pool);
    administration().pools().delete(pool.name(), "anna");
    Variable variable = new Variable(wide.repeat(250), wide.repeat(16_384), wide.repeat(5_000));
    administration().variables().save(variable, "anna");
    assertThat(administration().variables().find(variable.key())).contains(variable);
    administration().variables().delete(variable.key(), "anna");
    Connection connection =
        Connection.of("x".repeat(200), wide.repeat(500))
            .withDescription(wide.repeat(5_000))
            .withEndpoint(wide.repeat(500), 65_535, wide.repeat(500))
            .withCredentials(wide.repeat(5_000), wide.repeat(16_384))
            .withExtra(Map.of("text", "x".repeat(65_536 - 11)));
    administration().connections().save(connection, "anna");
    assertThat(administration().connections().find(connection.connectionId())).contains(connection);
    administration().connections().delete(connection.connectionId(), "anna");
    User user = new User(wide.repeat(250), "{argon2}x", Role.VIEWER);
    administration().users().save(user, "anna");
    administration().users().delete(user.username(), "anna");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "größe", "a+b&c=d", "who?#1", "tom, dick", "(a) [b] {c}"})
  void aNameIsWhatAnAddressCanHold(String name) {
    Pool pool = new Pool(name, 1, null, false);
    assertThat(administration().pools().create(pool, "anna")).isTrue();
    assertThat(administration().pools().find(name)).contains(pool);
    assertThat(administration().pools().delete(name, "anna")).isTrue();
  }
}
