package io.orchestrator.localaws.athena.ddl;

import io.orchestrator.localaws.athena.ddl.DdlStatement.PartitionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the statements that Athena gives to Hive; all others are not its business. */
public final class DdlParser {
  private final Tokens tokens;

  private DdlParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The statement, or empty when it is one of Trino's. */
  public static Optional<DdlStatement> parse(String sql) {
    if (!isHive(sql)) {
      return Optional.empty();
    }
    Tokens tokens = new Tokens(Lexer.tokens(sql));
    DdlStatement statement = new DdlParser(tokens).statement();
    tokens.end();
    return Optional.of(statement);
  }

  private static boolean isHive(String sql) {
    String start = start(sql);
    return start.matches(
        "(create (external|database|schema)|drop|alter|msck|show|describe|desc)( .*)?");
  }

  /** The first two words, for the choice of the language. */
  private static String start(String sql) {
    String bare = sql.replaceAll("(?s)^(\\s|--[^\\n]*(\\n|$)|/\\*.*?\\*/)*", "");
    String[] words = bare.split("[^A-Za-z_]+", 3);
    return (words.length > 1 ? words[0] + " " + words[1] : words[0]).toLowerCase(Locale.ROOT);
  }

  private DdlStatement statement() {
    if (tokens.accept("create", "external")) {
      return new CreateTableParser(tokens).parse();
    }
    if (tokens.accept("create")) {
      return createDatabase();
    }
    if (tokens.accept("drop")) {
      return drop();
    }
    if (tokens.accept("alter", "table")) {
      return alter();
    }
    if (tokens.accept("msck")) {
      tokens.expect("repair", "table");
      return new DdlStatement.RepairTable(tokens.name());
    }
    if (tokens.accept("show")) {
      return show();
    }
    if (tokens.accept("describe") || tokens.accept("desc")) {
      if (!tokens.accept("extended")) {
        tokens.accept("formatted");
      }
      return new DdlStatement.Describe(tokens.name());
    }
    throw tokens.mismatch("'TABLE'");
  }

  private DdlStatement createDatabase() {
    if (!tokens.accept("database")) {
      tokens.expect("schema");
    }
    boolean ifNotExists = tokens.accept("if", "not", "exists");
    String name = tokens.identifier();
    if (tokens.accept("comment")) {
      tokens.string();
    }
    if (tokens.accept("location")) {
      tokens.string();
    }
    if (tokens.accept("with", "dbproperties")) {
      tokens.properties();
    }
    return new DdlStatement.CreateDatabase(name, ifNotExists);
  }

  private DdlStatement drop() {
    boolean view = tokens.accept("view");
    if (view || tokens.accept("table")) {
      boolean ifExists = tokens.accept("if", "exists");
      return new DdlStatement.DropTable(tokens.name(), ifExists, view);
    }
    if (!tokens.accept("database") && !tokens.accept("schema")) {
      throw tokens.mismatch("'DATABASE', 'SCHEMA', 'TABLE', 'VIEW'");
    }
    boolean ifExists = tokens.accept("if", "exists");
    String name = tokens.identifier();
    boolean cascade = tokens.accept("cascade");
    if (!cascade) {
      tokens.accept("restrict");
    }
    return new DdlStatement.DropDatabase(name, ifExists, cascade);
  }

  private DdlStatement alter() {
    DdlStatement.Name name = tokens.name();
    if (tokens.accept("add")) {
      boolean ifNotExists = tokens.accept("if", "not", "exists");
      List<PartitionSpec> partitions = new ArrayList<>();
      do {
        tokens.expect("partition");
        var values = tokens.partitionValues();
        partitions.add(new PartitionSpec(values, tokens.accept("location") ? tokens.string() : ""));
        tokens.accept(",");
      } while (tokens.peek().is("partition"));
      return new DdlStatement.AddPartitions(name, ifNotExists, partitions);
    }
    if (tokens.accept("drop")) {
      boolean ifExists = tokens.accept("if", "exists");
      List<PartitionSpec> partitions = new ArrayList<>();
      do {
        tokens.expect("partition");
        partitions.add(new PartitionSpec(tokens.partitionValues(), ""));
      } while (tokens.accept(","));
      return new DdlStatement.DropPartitions(name, ifExists, partitions);
    }
    throw tokens.mismatch("'ADD', 'DROP'");
  }

  private DdlStatement show() {
    if (tokens.accept("partitions")) {
      return new DdlStatement.ShowPartitions(tokens.name());
    }
    if (tokens.accept("databases") || tokens.accept("schemas")) {
      return new DdlStatement.ShowDatabases(tokens.accept("like") ? tokens.string() : "");
    }
    if (tokens.accept("create", "table")) {
      return new DdlStatement.ShowCreateTable(tokens.name());
    }
    if (tokens.accept("columns")) {
      return columns();
    }
    boolean views = tokens.accept("views");
    if (!views && !tokens.accept("tables")) {
      throw tokens.mismatch("'COLUMNS', 'CREATE', 'DATABASES', 'PARTITIONS', 'TABLES', 'VIEWS'");
    }
    String database = tokens.accept("in") || tokens.accept("from") ? tokens.identifier() : "";
    tokens.accept("like");
    String pattern = tokens.peek().kind() == Token.Kind.STRING ? tokens.string() : "";
    return new DdlStatement.ShowTables(database, pattern, views);
  }

  private DdlStatement columns() {
    if (!tokens.accept("in")) {
      tokens.expect("from");
    }
    DdlStatement.Name name = tokens.name();
    boolean more = tokens.accept("in") || tokens.accept("from");
    return new DdlStatement.ShowColumns(
        more ? new DdlStatement.Name(tokens.identifier(), name.table()) : name);
  }
}
