package io.orchestrator.localaws;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Local AWS as a process of its own. It prints one line when both servers answer, and ends when its
 * standard input ends (its parent is gone) or on SIGTERM.
 */
public final class LocalAwsMain {
  private static final String USAGE =
      "usage: LocalAwsMain --folder FOLDER --s3-port PORT --athena-port PORT, with"
          + " LOCAL_AWS_ACCESS_KEY and LOCAL_AWS_SECRET_KEY in the environment";
  private static final int BAD_USAGE = 2;
  private static final int FAILED = 1;

  private LocalAwsMain() {}

  /** Runs until the parent is gone. */
  public static void main(String[] arguments) {
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    int code;
    try {
      code = run(arguments, System.getenv(), System.in, out);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage() + "\n" + USAGE);
      code = BAD_USAGE;
    } catch (IOException e) {
      err.println("Local AWS ended: " + e.getMessage());
      code = FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      code = FAILED;
    }
    System.exit(code);
  }

  static int run(
      String[] arguments, Map<String, String> environment, InputStream parent, PrintStream out)
      throws IOException, InterruptedException {
    Map<String, String> options = options(arguments);
    String folder = required(options, "--folder");
    int s3Port = port(options, "--s3-port");
    int athenaPort = port(options, "--athena-port");
    String accessKey = required(environment, "LOCAL_AWS_ACCESS_KEY");
    String secretKey = required(environment, "LOCAL_AWS_SECRET_KEY");
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread atShutdown = new Thread(() -> stopAndWait(stop, stopped), "local-aws-shutdown");
    Runtime.getRuntime().addShutdownHook(atShutdown);
    try (LocalAws aws = LocalAws.start(Path.of(folder), s3Port, athenaPort, accessKey, secretKey)) {
      out.println("Local AWS answers: s3 " + aws.s3Endpoint() + " athena " + aws.athenaEndpoint());
      out.flush();
      Thread watch = new Thread(() -> awaitEnd(parent, stop), "local-aws-parent");
      watch.setDaemon(true);
      watch.start();
      stop.await();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private static void stopAndWait(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitEnd(InputStream parent, CountDownLatch stop) {
    try {
      while (parent.read() >= 0) {
        // What the parent says does not matter, only that it lives.
      }
    } catch (IOException expected) {
      // A broken pipe is an end too.
    }
    stop.countDown();
  }

  private static Map<String, String> options(String[] arguments) {
    Set<String> known = Set.of("--folder", "--s3-port", "--athena-port");
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!known.contains(arguments[i]) || i + 1 == arguments.length) {
        throw new IllegalArgumentException("unknown or incomplete option " + arguments[i]);
      }
      options.put(arguments[i], arguments[i + 1]);
    }
    return options;
  }

  private static String required(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static int port(Map<String, String> options, String name) {
    try {
      return Integer.parseInt(required(options, name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number", e);
    }
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
