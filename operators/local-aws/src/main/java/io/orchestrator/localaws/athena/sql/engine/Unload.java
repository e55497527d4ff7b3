package io.orchestrator.localaws.athena.sql.engine;

import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Athena's {@code UNLOAD}, which Trino's grammar does not have: the objects of a table without the
 * table.
 */
final class Unload extends Statement {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\s*UNLOAD\\s*\\()(.*)\\)\\s*TO\\s*('(?:[^']|'')*')\\s*(?:WITH\\s*\\((.*)\\))?\\s*",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private final CreateTableAsSelect target;

  private Unload(CreateTableAsSelect target) {
    super(Optional.of(new NodeLocation(1, 1)));
    this.target = target;
  }

  /** Empty when the statement is another one. */
  static Optional<Statement> parse(String sql, SqlParser parser) {
    Matcher form = FORM.matcher(sql);
    if (!form.matches()) {
      return Optional.empty();
    }
    // What stands before the query becomes blanks, so that the places of errors are the user's.
    String query = form.group(1).replaceAll("\\S", " ") + form.group(2);
    String options = form.group(4) == null ? "" : ", " + form.group(4);
    CreateTableAsSelect table =
        (CreateTableAsSelect)
            parser.createStatement(
                "CREATE TABLE unload WITH (external_location = "
                    + form.group(3)
                    + options
                    + ") AS SELECT 1");
    if (!(parser.createStatement(query) instanceof Query rows)) {
      return Optional.empty();
    }
    return Optional.of(
        new Unload(
            new CreateTableAsSelect(
                new NodeLocation(1, 1),
                table.getName(),
                rows,
                table.getSaveMode(),
                table.getProperties(),
                true,
                Optional.empty(),
                Optional.empty())));
  }

  /** The table whose objects these would be. */
  CreateTableAsSelect target() {
    return target;
  }

  @Override
  public List<? extends Node> getChildren() {
    return List.of(target);
  }

  @Override
  public int hashCode() {
    return Objects.hash(target);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Unload unload && target.equals(unload.target);
  }

  @Override
  public String toString() {
    return "UNLOAD " + target;
  }
}
