package io.orchestrator.dag;

import io.orchestrator.dag.TaskDraft.Work;
import io.orchestrator.model.DagProblem;
import io.orchestrator.model.TaskKind;
import io.orchestrator.operator.Arg;
import io.orchestrator.operator.EmptyOperator;
import io.orchestrator.operator.Operator;
import io.orchestrator.operator.OperatorProblem;
import io.orchestrator.operator.Sensor;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/**
 * Makes the tasks that a scope declares, with the edges of their inputs.
 *
 * @param group id of the innermost group, empty at the top
 */
record TaskMaker(DagDraft dag, String group) {
  private static final String LAMBDA = "JavaOperator";

  <A, T> TaskRef<T> taskOn(String id, Type type, Arg<A> input, TaskFn.One<? super A, T> code) {
    LambdaTypes types = LambdaTypes.of(code);
    return code(id, type, List.of(input), c -> code.run(c, Inputs.of(c, input, types, 1)));
  }

  <A, B, T> TaskRef<T> taskOn(
      String id, Type type, Arg<A> first, Arg<B> second, TaskFn.Two<? super A, ? super B, T> code) {
    LambdaTypes types = LambdaTypes.of(code);
    return code(
        id,
        type,
        List.of(first, second),
        c -> code.run(c, Inputs.of(c, first, types, 1), Inputs.of(c, second, types, 2)));
  }

  <T> TaskRef<T> code(String id, Type type, List<Arg<?>> inputs, LambdaBody.Call call) {
    List<String> sources = inputs.stream().flatMap(input -> input.taskIds().stream()).toList();
    LambdaBody body = new LambdaBody(id(id), sources, call);
    TaskDraft task = draft(id, new Work(LAMBDA, TaskKind.PLAIN, body, Map.of()));
    return wire(new TaskRef<>(task, type), inputs);
  }

  <T> TaskRef<T> operator(String id, Type type, Operator<?> operator) {
    TaskKind kind = operator instanceof EmptyOperator ? TaskKind.EMPTY : TaskKind.PLAIN;
    String name = nameOf(operator.getClass(), LAMBDA, operator.operatorName());
    Work work = new Work(name, kind, new OperatorBody(operator), operator.templates());
    TaskDraft task = draft(id, work);
    TaskRef<T> ref = wire(new TaskRef<>(task, type), operator.inputs());
    report(task, operator.problems());
    return ref;
  }

  <T> SensorRef<T> sensor(String id, Sensor<T> sensor) {
    SensorTaskBody<T> body = new SensorTaskBody<>(sensor);
    String name = nameOf(sensor.getClass(), "JavaSensor", sensor.operatorName());
    TaskDraft task = draft(id, new Work(name, TaskKind.SENSOR, body, sensor.templates()));
    report(task, sensor.problems());
    return wire(new SensorRef<>(task, Object.class, body), sensor.inputs());
  }

  TaskDraft draft(String id, Work work) {
    return new TaskDraft(dag, id(id), group.isEmpty() ? null : group, work, CallSite.here());
  }

  <R extends TaskHandle<?, ?>> R wire(R task, List<? extends Arg<?>> inputs) {
    for (Arg<?> input : inputs) {
      input.taskIds().forEach(up -> task.draft().addUpstream(up, task.draft().location()));
    }
    return task;
  }

  /** The full id of a task or group of this scope. */
  String id(String local) {
    return group.isEmpty() ? local : group + "." + local;
  }

  private static void report(TaskDraft task, List<OperatorProblem> problems) {
    for (OperatorProblem problem : problems) {
      String message = "task \"" + task.id() + "\": " + problem.message();
      task.dag()
          .report(
              new DagProblem(problem.code(), task.location(), message, List.of(), problem.help()));
    }
  }

  private static String nameOf(Class<?> type, String forLambdas, String own) {
    return type.isHidden() || type.isAnonymousClass() ? forLambdas : own;
  }
}
