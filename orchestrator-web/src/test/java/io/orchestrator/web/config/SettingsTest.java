package io.orchestrator.web.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.testkit.ProjectFiles;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** docs/reference/settings.md has every setting with its default, its variable and its meaning. */
class SettingsTest {
  private static final String PAGE = "docs/reference/settings.md";
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([\\w.-]+)` \\| [^|]* \\| `\\w+` \\| ([^|]*) \\|$");

  /** A setting as the code has it. */
  private record Setting(String key, String defaultValue) {
    String variable() {
      return key.replace(".", "__").replace('-', '_').toUpperCase(Locale.ROOT);
    }
  }

  @Test
  void thePageIsThatOfTheCode() {
    Map<String, String> meanings = meanings();
    String table =
        settings().stream()
            .map(
                s ->
                    "| `%s` | %s | `%s` | %s |"
                        .formatted(
                            s.key(),
                            s.defaultValue(),
                            s.variable(),
                            meanings.getOrDefault(s.key(), "")))
            .collect(
                Collectors.joining(
                    "\n",
                    "| setting | default | environment | meaning |\n| --- | --- | --- | --- |\n",
                    ""));
    ProjectFiles.compare(PAGE, "settings", table);
  }

  @Test
  void everySettingHasItsMeaning() {
    Map<String, String> meanings = meanings();
    assertThat(settings())
        .allSatisfy(s -> assertThat(meanings.get(s.key())).as("%s", s.key()).isNotBlank());
  }

  @Test
  void everyVariableInThePageIsReadAsItsSetting() {
    for (Setting setting : settings()) {
      assertThat(DoubleUnderscoreEnvironment.settings(Map.of(setting.variable(), "x")))
          .containsOnlyKeys(setting.key());
    }
  }

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new HashMap<>();
    ROW.matcher(ProjectFiles.read(PAGE))
        .results()
        .forEach(row -> meanings.put(row.group(1), row.group(2).strip()));
    return meanings;
  }

  private static List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    collect("orchestrator", OrchestratorSettings.class, settings);
    return settings;
  }

  private static void collect(String prefix, Class<?> type, List<Setting> settings) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + "." + kebab(component.getName());
      if (component.getType().isRecord()) {
        collect(key, component.getType(), settings);
      } else {
        settings.add(new Setting(key, defaultValue(component, type)));
      }
    }
  }

  /** The annotation sits on the constructor's parameter, as Spring reads it. */
  private static String defaultValue(RecordComponent component, Class<?> type) {
    var constructor = type.getDeclaredConstructors()[0];
    var components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      if (components[i].getName().equals(component.getName())) {
        DefaultValue value = constructor.getParameters()[i].getAnnotation(DefaultValue.class);
        String text = value == null ? "" : String.join(", ", value.value());
        return text.isEmpty() ? "none" : "`" + text + "`";
      }
    }
    throw new IllegalStateException(component.getName());
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
