package io.orchestrator.localaws.athena.ddl;

import java.util.Set;
import java.util.regex.Pattern;

/** Which type names a column may have. */
final class HiveTypes {
  private static final Set<String> SIMPLE =
      Set.of(
          "boolean",
          "tinyint",
          "smallint",
          "int",
          "integer",
          "bigint",
          "float",
          "double",
          "string",
          "binary",
          "date",
          "timestamp",
          "decimal",
          "varchar",
          "char");
  private static final Pattern SIZED =
      Pattern.compile("(decimal\\(\\d+(,\\d+)?\\)|(var)?char\\(\\d+\\))");

  private HiveTypes() {}

  static boolean known(String type) {
    return SIMPLE.contains(type) || SIZED.matcher(type).matches() || nested(type);
  }

  private static boolean nested(String type) {
    return type.matches("(array|map|struct)<.+>");
  }
}
