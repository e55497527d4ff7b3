package io.orchestrator.localaws.athena.catalog;

import io.orchestrator.localaws.athena.error.QueryFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Databases and tables, in memory and in one file per table, so that a change is on disk before it
 * is answered. Names are lower case.
 */
public final class Catalog {
  /** The database that is always there. */
  public static final String DEFAULT_DATABASE = "default";

  private static final String JSON = ".json";
  private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_-]{0,254}");

  private final Path folder;
  private final Map<String, Map<String, Table>> databases = new TreeMap<>();

  public Catalog(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Files.createDirectories(folder.resolve(DEFAULT_DATABASE));
    for (Path database : list(folder)) {
      if (Files.isDirectory(database)) {
        Map<String, Table> tables = new TreeMap<>();
        for (Path file : list(database)) {
          if (file.toString().endsWith(JSON)) {
            Table table = AtomicFiles.read(file, Table.class);
            tables.put(table.name(), table);
          }
        }
        databases.put(database.getFileName().toString(), tables);
      }
    }
  }

  public synchronized List<String> databases() {
    return List.copyOf(databases.keySet());
  }

  public synchronized boolean hasDatabase(String name) {
    return databases.containsKey(name);
  }

  /** The tables and views of a database, by name; none when there is no such database. */
  public synchronized List<Table> tables(String database) {
    return List.copyOf(databases.getOrDefault(database, Map.of()).values());
  }

  public synchronized Optional<Table> table(String database, String name) {
    return Optional.ofNullable(databases.getOrDefault(database, Map.of()).get(name));
  }

  /** False when it was there already. */
  public synchronized boolean createDatabase(String name) {
    if (databases.containsKey(name)) {
      return false;
    }
    checkName(name);
    try {
      Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("could not keep database " + name, e);
    }
    databases.put(name, new TreeMap<>());
    return true;
  }

  /** Forgets a database with its tables; the objects stay. */
  public synchronized void dropDatabase(String name) {
    tables(name).forEach(this::dropTable);
    delete(folder.resolve(name));
    databases.remove(name);
  }

  /** False, and nothing changed, when the name is taken. */
  public synchronized boolean createTable(Table table) {
    if (table(table.database(), table.name()).isPresent()) {
      return false;
    }
    put(table);
    return true;
  }

  /** Puts a table or view in the place of what has its name. */
  public synchronized void put(Table table) {
    Map<String, Table> tables = databases.get(table.database());
    if (tables == null) {
      throw QueryFailedException.noDatabase(table.database());
    }
    checkName(table.name());
    AtomicFiles.write(file(table), table);
    tables.put(table.name(), table);
  }

  /** Changes a table as it is at this moment; nothing changes when the function throws. */
  public synchronized Table change(String database, String name, UnaryOperator<Table> change) {
    Table before =
        table(database, name)
            .orElseThrow(() -> QueryFailedException.noTable(database + "." + name));
    Table after = change.apply(before);
    if (!after.equals(before)) {
      put(after);
    }
    return after;
  }

  public synchronized void dropTable(Table table) {
    delete(file(table));
    Map<String, Table> tables = databases.get(table.database());
    if (tables != null) {
      tables.remove(table.name());
    }
  }

  /** Names become names of files, so nothing else may be in them. */
  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw QueryFailedException.ddl(
          "InvalidObjectException", name + " is not a valid object name");
    }
  }

  private Path file(Table table) {
    return folder.resolve(table.database()).resolve(table.name() + JSON);
  }

  private static void delete(Path path) {
    try {
      if (Files.isDirectory(path)) {
        for (Path left : list(path)) {
          Files.deleteIfExists(left);
        }
      }
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("could not remove " + path, e);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
