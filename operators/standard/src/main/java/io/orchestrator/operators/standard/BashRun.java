package io.orchestrator.operators.standard;

import io.orchestrator.operator.OperatorProblem;
import io.orchestrator.operator.ProcessLauncher.ProcessSpec;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskFailedException;
import io.orchestrator.operator.TemplatedPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a bash operator and a bash sensor have in common.
 *
 * @param environment name to template
 * @param directory template; empty for a fresh one
 */
record BashRun(
    BashTemplate command, Map<String, String> environment, boolean inherit, String directory) {
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

  /** Linux refuses longer single arguments and variables. */
  private static final int LONGEST = 128 * 1024 - 100;

  static BashRun of(String command) {
    return new BashRun(new BashTemplate(command), Map.of(), true, "");
  }

  BashRun env(String name, String template) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, template);
    return new BashRun(command, more, inherit, directory);
  }

  BashRun inherit(boolean on) {
    return new BashRun(command, environment, on, directory);
  }

  BashRun directory(String template) {
    return new BashRun(command, environment, inherit, template);
  }

  List<OperatorProblem> problems() {
    List<OperatorProblem> problems = new ArrayList<>(command.problems());
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      if (ReadNames.has(name) && templated(variable.getValue())) {
        problems.add(
            new OperatorProblem(
                BashTemplate.CODE,
                "the environment variable "
                    + name
                    + " takes no template: shells, the loader of programs or interpreters read it"
                    + " and run what it says",
                "give it a fixed value, or pass the value under a name of your own"));
      }
      if (!name.matches(NAME)) {
        problems.add(
            new OperatorProblem(
                "DAG014",
                "\"" + name + "\" is no name of an environment variable",
                "use letters, digits and _ only, not beginning with a digit"));
      }
    }
    return problems;
  }

  private static boolean templated(String value) {
    return value.contains("{{") || value.contains("{%");
  }

  Map<String, String> templates() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("command", command.template());
    environment.forEach((name, template) -> fields.put("env." + name, template));
    if (!directory.isEmpty()) {
      fields.put("working_directory", directory);
    }
    return fields;
  }

  /** How it ended. */
  record Ended(int code, String lastLine) {}

  Ended run(TaskContext context) throws InterruptedException {
    List<OperatorProblem> problems = problems();
    if (!problems.isEmpty()) {
      throw BashTemplate.refusal(problems.get(0)); // run by code that has asked for none
    }
    BashTemplate.Script script = command.render(context);
    Map<String, String> variables = variables(context);
    variables.putAll(script.variables());
    variables.forEach((name, value) -> passable("The value of " + name, value));
    passable("The command", script.text());
    Optional<Path> where =
        directory.isEmpty()
            ? Optional.empty()
            : Optional.of(TemplatedPath.of(directory, context.rendered("working_directory")));
    List<String> program = List.of("bash", "-c", script.text());
    return run(context, new ProcessSpec(program, variables, inherit, where));
  }

  private Map<String, String> variables(TaskContext context) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("ORCHESTRATOR_DAG_ID", context.dagId());
    variables.put("ORCHESTRATOR_RUN_ID", context.runId());
    variables.put("ORCHESTRATOR_TASK_ID", context.taskId());
    variables.put("ORCHESTRATOR_TRY_NUMBER", Integer.toString(context.tryNumber()));
    context
        .logicalDate()
        .ifPresent(date -> variables.put("ORCHESTRATOR_LOGICAL_DATE", date.toString()));
    for (String name : environment.keySet()) {
      String value = context.rendered("env." + name);
      command.refuseCalculated(name, value);
      variables.put(name, value);
    }
    return variables;
  }

  private static Ended run(TaskContext context, ProcessSpec spec) throws InterruptedException {
    String[] last = {""};
    try {
      int code =
          context
              .processes()
              .run(
                  spec,
                  line -> {
                    last[0] = line;
                    context.log("{}", line);
                  });
      context.log("Command exited with code {}", code);
      return new Ended(code, last[0].stripTrailing().replace('\0', '\ufffd'));
    } catch (IOException e) {
      throw new TaskFailedException("Bash could not be started: " + e.getMessage(), e);
    }
  }

  private static void passable(String what, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new TaskFailedException(what + " holds a NUL character, which no program can be given");
    }
    if (text.length() > LONGEST) {
      throw new TaskFailedException(
          ("%s has more than %s characters, which Linux does not pass on. Hand it over in a"
                  + " file.")
              .formatted(what, LONGEST));
    }
  }
}
