package io.orchestrator.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.administration.Pool;
import io.orchestrator.administration.Variable;
import io.orchestrator.connection.Connection;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed into the forms of pools, variables and connections. */
class AdminPagesTest {
  private static final String LONG = "x".repeat(5_001);
  private static PageCalls pages;

  @BeforeAll
  static void start() {
    pages = new PageCalls();
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/variables|existing=&key=my_token&value=hunter9|anna variable.save my_token",
        "/variables/gone/delete|typed=gone|anna variable.delete gone",
        "/connections|existing=&connection_id=web&conn_type=http&password=hunter9|anna connection.save web",
        "/connections/gone/delete|typed=gone|anna connection.delete gone",
        "/pools|existing=&name=small&slots=2|anna pool.save small",
        "/pools|existing=two+words&name=two+words&slots=2|anna pool.save two words",
        "/variables|existing=my+key&key=my+key&value=x|anna variable.save my key",
        "/pools/gone/delete|typed=gone|anna pool.delete gone",
      })
  void whatAPersonChangesIsInTheAuditLogWithoutItsValue(String path, String form, String row)
      throws Exception {
    HttpResponse<String> answer = pages.post(path, form == null ? "" : form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    List<String> audited = pages.managed().audited();
    assertThat(audited).contains(row);
    assertThat(audited.toString()).doesNotContain("hunter");
  }

  @Test
  void aTextThatNobodyTouchedKeepsItsLineBreaksAndATypedOneHasPlainOnes() throws Exception {
    var variables = pages.managed().administration().variables();
    variables.create(new Variable("dos", "\r\none\r\ntwo", "of\ntwo lines"), "fixture");
    String form = "existing=dos&key=dos&description=of%0D%0Atwo+lines&value=";
    assertThat(pages.get("/variables?edit=dos").body().replace("\r", ""))
        .contains(">\n\none\ntwo</textarea>")
        .contains(">\nof\ntwo lines</textarea>");
    pages.post("/variables", form + "%0D%0Aone%0D%0Atwo");
    assertThat(variables.find("dos"))
        .contains(new Variable("dos", "\r\none\r\ntwo", "of\ntwo lines"));
    pages.post("/variables", form + "three%0D%0Afour%0D%0A");
    assertThat(variables.find("dos").orElseThrow().value()).isEqualTo("three\nfour\n");
  }

  @Test
  void secretsInsideTheJsonOfAVariableAreMaskedOnItsPageAndAMaskKeepsThem() throws Exception {
    var variables = pages.managed().administration().variables();
    String value = "{\"a\":1,\"db\":{\"password\":\"hunter3\"}}";
    variables.create(new Variable("nested", value, null), "fixture");
    assertThat(pages.get("/variables").body()).doesNotContain("hunter3").contains("••••••");
    assertThat(pages.get("/variables?edit=nested").body())
        .doesNotContain("hunter3")
        .contains("••••••");
    String shown = URLEncoder.encode(value.replace("hunter3", "••••••"), StandardCharsets.UTF_8);
    pages.post("/variables", "existing=nested&key=nested&value=" + shown.replace("1", "2"));
    assertThat(variables.find("nested").orElseThrow().value())
        .isEqualTo("{\"a\":2,\"db\":{\"password\":\"hunter3\"}}");
  }

  @Test
  void aSecretVariableHasRoomForAKeyOfManyLines() throws Exception {
    assertThat(pages.get("/variables?edit=api_token").body())
        .containsPattern("<textarea[^>]*id=\"f-value\"")
        .doesNotContain("hunter");
  }

  @Test
  void aPoolSaysAllThatIsWrongWithItAndKeepsWhatWasTyped() throws Exception {
    HttpResponse<String> answer =
        refused("/pools", Map.of("name", "a/b", "slots", "many", "description", LONG));
    assertThat(problem(answer, "name")).contains("It has what cannot be in an address");
    assertThat(problem(answer, "slots")).contains("Slots are a whole number, -1 for unlimited.");
    assertThat(problem(answer, "description")).contains("5001 characters; 5000 are allowed");
    assertThat(answer.body()).contains("value=\"a/b\"", "value=\"many\"", LONG);
    HttpResponse<String> nul =
        refused("/pools", Map.of("name", "nul", "slots", "-2", "description", "a\0b"));
    assertThat(problem(nul, "description")).contains("It has a NUL");
    assertThat(problem(nul, "slots")).contains("Slots are a whole number");
  }

  @Test
  void aVariableSaysAllThatIsWrongWithItAndKeepsWhatWasTyped() throws Exception {
    String value = "v".repeat(65_537);
    HttpResponse<String> answer =
        refused("/variables", Map.of("key", "", "value", value, "description", "a\0" + LONG));
    assertThat(problem(answer, "key")).contains("It is empty");
    assertThat(problem(answer, "value")).contains("65537 bytes in UTF-8; 65536 are allowed");
    assertThat(problem(answer, "description"))
        .contains("5003 characters; 5000 are allowed", "It has a NUL");
    assertThat(answer.body()).contains(value, LONG);
  }

  @Test
  void aConnectionSaysAllThatIsWrongWithItAndKeepsWhatWasTyped() throws Exception {
    Map<String, String> form =
        Map.of(
            "connection_id",
            "a b",
            "conn_type",
            "t".repeat(501),
            "description",
            LONG,
            "host",
            "h".repeat(501),
            "port",
            "99999",
            "schema",
            "NUL \0",
            "login",
            LONG,
            "password",
            "hunter" + "p".repeat(65_531),
            "extra",
            "[7]");
    HttpResponse<String> answer = refused("/connections", form);
    form.keySet().forEach(field -> assertThat(problem(answer, field)).as(field).isNotEmpty());
    assertThat(problem(answer, "port")).isEqualTo("A port is a number from 0 to 65535.");
    assertThat(problem(answer, "host")).contains("501 characters; 500 are allowed");
    assertThat(answer.body()).contains("a b", "h".repeat(501), "99999", "[7]");
    assertThat(answer.body()).as("a password is not sent back").doesNotContain("hunter");
  }

  @Test
  void aPasswordThatWasTypedIsAskedForAgain() throws Exception {
    Map<String, String> form =
        Map.of("connection_id", "again", "conn_type", "", "password", "hunter1");
    HttpResponse<String> answer = refused("/connections", form);
    assertThat(problem(answer, "password")).contains("Type it again");
    assertThat(answer.body()).doesNotContain("hunter1");
  }

  @Test
  void aConnectionKeepsTheRulesThatRestHas() throws Exception {
    Map<String, String> form =
        Map.of("connection_id", "..", "conn_type", "http", "port", "80a", "extra", "");
    HttpResponse<String> answer = refused("/connections", form);
    assertThat(problem(answer, "connection_id")).contains("a name needs more");
    assertThat(problem(answer, "port")).isEqualTo("A port is a number from 0 to 65535.");
    Map<String, String> any = Map.of("connection_id", "any", "conn_type", "http", "port", "0");
    assertThat(pages.post("/connections", any).statusCode()).isEqualTo(302);
    assertThat(connection("any").port()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "/pools, name, athena, pool",
    "/variables, key, flights_landing, variable",
    "/connections, connection_id, aws_default, connection"
  })
  void whatIsNewHasANameOfItsOwnAndKeepsIt(String path, String field, String name, String word)
      throws Exception {
    Map<String, String> form = new HashMap<>(Map.of("slots", "5", "conn_type", "http"));
    form.put("value", "x");
    form.put(field, name);
    assertThat(problem(refused(path, form), field))
        .isEqualTo("There is a " + word + " " + name + " already.");
    form.put("existing", name);
    form.put(field, "other");
    assertThat(problem(refused(path, form), field)).isEqualTo("A " + word + " keeps its name.");
  }

  @Test
  void aSavedPoolKeepsWhatItsFormDoesNotShow() throws Exception {
    pages.managed().administration().pools().save(new Pool("held", 1, "x", true), "fixture");
    Map<String, String> form = Map.of("existing", "held", "name", "held", "slots", "-1");
    assertThat(pages.post("/pools", form).statusCode()).isEqualTo(302);
    assertThat(pages.managed().administration().pools().find("held"))
        .contains(new Pool("held", -1, null, true));
  }

  @Test
  void theDefaultPoolSaysWhyItStays() throws Exception {
    assertThat(pages.post("/pools/default_pool/delete", "").statusCode()).isEqualTo(302);
    assertThat(pages.get("/pools").body()).contains("default_pool cannot be deleted: tasks");
  }

  @ParameterizedTest
  @CsvSource({"/pools/athena, pool", "/connections/aws_default, connection"})
  void aDeleteSaysWhoUsesTheThingAndWantsItsNameTyped(String path, String word) throws Exception {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String question = pages.get(path + "/delete").body();
    assertThat(question)
        .contains("1 " + word + ", used by 1 DAG", "flights_daily")
        .contains("Type " + name + " to confirm", "Delete 1 " + word);
    HttpResponse<String> answer = refused(path + "/delete", Map.of("typed", name + "x"));
    assertThat(problem(answer, "typed")).isEqualTo("That is not its name. Nothing was deleted.");
  }

  /** What the database refuses whoever asks: a NUL in a search, for one. */
  @Test
  void whatTheStoreRefusesIsNoFaultOfOurs() throws Exception {
    HttpResponse<String> answer = pages.get("/dags?q=a%00b");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body()).contains("The database does not take this.", "Nothing was changed");
  }

  private static Connection connection(String id) {
    return pages.managed().administration().connections().find(id).orElseThrow();
  }

  private static HttpResponse<String> refused(String path, Map<String, String> form)
      throws Exception {
    List<String> before = pages.managed().audited();
    HttpResponse<String> answer = pages.post(path, form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(pages.managed().audited()).isEqualTo(before);
    return answer;
  }

  /** What a page says beside a field; empty when it says nothing. */
  private static String problem(HttpResponse<String> answer, String field) {
    return Pattern.compile("id=\"e-" + field + "\".*?<span>([^<]*)</span>", Pattern.DOTALL)
        .matcher(answer.body())
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElse("");
  }
}
