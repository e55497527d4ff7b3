import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/**
 * Prints how large files and methods of the main sources are, and which constructors and records
 * have many positional parameters.
 *
 * <p>{@code java .ci/Figures.java} in the root of the repository prints; with {@code --check} it
 * also ends with 1 when a limit does not hold. It reads sources only and needs nothing but a JDK.
 *
 * <p>A file's lines are all its lines. A method's lines are those between the line of its opening
 * brace and the line of its closing brace, blank lines and comments among them; constructors and the
 * methods of nested and anonymous classes are methods too, and abstract methods are none. A record
 * counts once: its canonical constructor is not listed beside it.
 */
public final class Figures {
  private static final int FILE_P90 = 150;
  private static final int FILE_LONGEST = 400;
  private static final int METHOD_P90 = 14;
  private static final int METHOD_P99 = 30;
  private static final int FEWER_WIDE_THAN = 30;

  /** From here on a list of positional parameters is wide. */
  private static final int WIDE = 8;

  private static final int LISTED = 10;

  private final List<Size> files = new ArrayList<>();
  private final List<Size> methods = new ArrayList<>();
  private final List<Size> wide = new ArrayList<>();

  private Figures() {}

  public static void main(String[] args) throws IOException {
    Figures figures = new Figures();
    figures.read(sources());
    figures.print();
    if (List.of(args).contains("--check") && !figures.limitsHold()) {
      System.exit(1);
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> walk = Files.walk(Path.of(""))) {
      return walk.filter(path -> path.toString().matches("(.*/)?src/main/java/.*\\.java"))
          .sorted()
          .toList();
    }
  }

  private void read(List<Path> sources) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var manager = compiler.getStandardFileManager(null, null, null);
    var units = manager.getJavaFileObjectsFromPaths(sources);
    var options = List.of("-proc:none");
    var task = (JavacTask) compiler.getTask(null, manager, null, options, null, units);
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    for (CompilationUnitTree unit : task.parse()) {
      Path file = Path.of(unit.getSourceFile().getName());
      files.add(new Size(Files.readAllLines(file).size(), file.toString()));
      new Reader(unit, file.getFileName().toString(), positions).scan(unit, null);
    }
  }

  private void print() {
    System.out.println("main lines: " + files.stream().mapToInt(Size::size).sum());
    print("files", files);
    print("methods", methods);
    System.out.printf(
        "%nconstructors and records with %d parameters or more: %d%n", WIDE, wide.size());
    Size.largestFirst(wide).forEach(System.out::println);
  }

  private static void print(String what, List<Size> all) {
    System.out.printf(
        "%n%s: %d, lines p50 %d, p90 %d, p99 %d, max %d; the longest:%n",
        what, all.size(), share(all, 50), share(all, 90), share(all, 99), share(all, 100));
    Size.largestFirst(all).limit(LISTED).forEach(System.out::println);
  }

  /** So many of a hundred are not larger than what this answers. */
  private static int share(List<Size> all, int percent) {
    int[] sizes = all.stream().mapToInt(Size::size).sorted().toArray();
    return sizes[Math.min(sizes.length - 1, sizes.length * percent / 100)];
  }

  private boolean limitsHold() {
    System.out.println();
    return within("file p90", share(files, 90), FILE_P90)
        & within("longest file", share(files, 100), FILE_LONGEST)
        & within("method p90", share(methods, 90), METHOD_P90)
        & within("method p99", share(methods, 99), METHOD_P99)
        & within("wide constructors and records", wide.size(), FEWER_WIDE_THAN - 1);
  }

  private static boolean within(String what, int measured, int most) {
    String verdict = measured <= most ? "holds" : "DOES NOT HOLD";
    System.out.printf("%s: %d, at most %d: %s%n", what, measured, most, verdict);
    return measured <= most;
  }

  private record Size(int size, String name) {
    static Stream<Size> largestFirst(List<Size> sizes) {
      return sizes.stream().sorted(Comparator.comparingInt(Size::size).reversed());
    }

    @Override
    public String toString() {
      return "%5d %s".formatted(size, name);
    }
  }

  /** Reads one file; what is handed down is the type around. */
  private final class Reader extends TreeScanner<Void, ClassTree> {
    private final CompilationUnitTree unit;
    private final String file;
    private final SourcePositions positions;

    Reader(CompilationUnitTree unit, String file, SourcePositions positions) {
      this.unit = unit;
      this.file = file;
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree type, ClassTree outer) {
      if (type.getKind() == Tree.Kind.RECORD) {
        noteWidth("record", type, components(type).size());
      }
      return super.visitClass(type, type);
    }

    @Override
    public Void visitMethod(MethodTree method, ClassTree owner) {
      if (method.getBody() != null) {
        String name = file + ":" + firstLine(method) + " " + name(method, owner);
        methods.add(new Size(bodyLines(method), name));
      }
      if (isConstructor(method) && !isCanonical(method, owner)) {
        noteWidth("constructor", owner, method.getParameters().size());
      }
      return super.visitMethod(method, owner);
    }

    private void noteWidth(String what, ClassTree type, int parameters) {
      if (parameters >= WIDE) {
        wide.add(new Size(parameters, file + " " + what + " " + type.getSimpleName()));
      }
    }

    private int bodyLines(MethodTree method) {
      long open = line(positions.getStartPosition(unit, method.getBody()));
      long close = line(positions.getEndPosition(unit, method.getBody()));
      return (int) Math.max(0, close - open - 1);
    }

    private long firstLine(MethodTree method) {
      return line(positions.getStartPosition(unit, method));
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }

  private static boolean isConstructor(MethodTree method) {
    return method.getName().contentEquals("<init>");
  }

  private static String name(MethodTree method, ClassTree owner) {
    return (isConstructor(method) ? owner.getSimpleName() : method.getName()).toString();
  }

  private static boolean isCanonical(MethodTree constructor, ClassTree owner) {
    return owner.getKind() == Tree.Kind.RECORD
        && names(constructor.getParameters()).equals(names(components(owner)));
  }

  private static List<VariableTree> components(ClassTree type) {
    return type.getMembers().stream()
        .filter(VariableTree.class::isInstance)
        .map(VariableTree.class::cast)
        .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
        .toList();
  }

  private static List<String> names(List<? extends VariableTree> variables) {
    return variables.stream().map(variable -> variable.getName().toString()).toList();
  }
}
