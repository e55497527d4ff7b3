package io.orchestrator.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.connection.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
  private static final String WIDE = "😀";

  @Test
  void allThatIsWrongIsSaidAtOnceByField() {
    Connection wrong =
        Connection.of("a b", " ")
            .withDescription("x".repeat(5_001))
            .withEndpoint("h".repeat(501), 65_536, "s\0")
            .withCredentials("l".repeat(5_001), "p".repeat(65_537));
    assertThat(wrong.problems())
        .extracting(Problem::field)
        .containsExactly(
            "connection_id",
            "conn_type",
            "description",
            "host",
            "port",
            "schema",
            "login",
            "password");
    assertThatThrownBy(wrong::require)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("host: It has 501 characters; 500 are allowed.")
        .hasMessageContaining("password: It has 65537 bytes in UTF-8; 65536 are allowed.")
        .hasMessageEndingWith("Nothing was changed.");
  }

  @Test
  void lengthsAreInCharactersAndSizesInBytes() {
    assertThat(new Pool(WIDE.repeat(256), 1, null, false).problems()).isEmpty();
    assertThat(new Pool(WIDE.repeat(257), 1, null, false).problems())
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .startsWith("It has 257 characters; 256 are allowed.");
    assertThat(new Variable("k", "ü".repeat(32_768), null).problems()).isEmpty();
    assertThat(new Variable("k", "ü".repeat(40_000), null).problems())
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .startsWith("It has 80000 bytes in UTF-8; 65536 are allowed.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " a",
        "a ",
        ".",
        "..",
        "a/b",
        "a\\b",
        "a;b",
        "50%",
        "a\nb",
        "a\0b",
        "a\u2028b",
        "\uD83D"
      })
  void aNameThatNoAddressCanHoldIsAProblem(String name) {
    assertThat(new Pool(name, 1, null, false).problems())
        .isNotEmpty()
        .allMatch(problem -> problem.field().equals("name"));
    assertThat(new Variable(name, "", null).problems()).isNotEmpty();
    assertThat(new User(name, "{argon2}x", User.Role.VIEWER).problems()).isNotEmpty();
    assertThat(Connection.of(name, "aws").problems()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "größe", "a.b", "...", "a+b&c=d", "who?#1", "[a]"})
  void anyOtherNameIsFine(String name) {
    assertThat(new Pool(name, 1, null, false).problems()).isEmpty();
    assertThat(new Variable(name, "", null).problems()).isEmpty();
  }

  @Test
  void noSecretIsPrinted() {
    List<Object> values =
        List.of(
            new Variable("k", "hunter2", null),
            new User("anna", "hunter2", User.Role.ADMIN),
            Connection.of("c", "aws").withCredentials("me", "hunter2"),
            Connection.of("c", "aws").withCredentials("me", "hunter2").credentials());
    assertThat(values.toString()).doesNotContain("hunter2");
  }
}
