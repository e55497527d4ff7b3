package io.orchestrator.dag;

import io.orchestrator.dag.TaskDraft.Work;
import io.orchestrator.model.TaskKind;
import io.orchestrator.operator.Arg;
import io.orchestrator.operator.EmptyOperator;
import io.orchestrator.operator.Operator;
import io.orchestrator.operator.Sensor;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where tasks are declared: a DAG or a group in it. Inputs may be null when their source was
 * skipped or stored nothing.
 */
public abstract sealed class TaskScope permits DagBuilder, TaskGroup {
  TaskScope() {}

  abstract DagDraft draft();

  /** Id of the innermost group, empty at the top. */
  abstract String groupId();

  private TaskMaker maker() {
    return new TaskMaker(draft(), groupId());
  }

  /** A task by an operator, or by a lambda {@code c -> value}. */
  public <T> TaskRef<T> task(String id, Operator<T> operator) {
    return maker().operator(id, Object.class, operator);
  }

  /** As {@link #task(String, Operator)}, with the type of the result for those who use it. */
  public <T> TaskRef<T> task(String id, Class<T> type, Operator<T> operator) {
    return maker().operator(id, type, operator);
  }

  /** As {@link #task(String, Operator)}, for generic results such as a list of records. */
  public <T> TaskRef<T> task(String id, TypeRef<T> type, Operator<T> operator) {
    return maker().operator(id, type.type(), operator);
  }

  /** A task on one input. */
  public <A, T> TaskRef<T> task(String id, Arg<A> input, TaskFn.One<? super A, T> code) {
    return maker().taskOn(id, Object.class, input, code);
  }

  /** A task on one input with a generic result. */
  public <A, T> TaskRef<T> task(
      String id, TypeRef<T> type, Arg<A> input, TaskFn.One<? super A, T> code) {
    return maker().taskOn(id, type.type(), input, code);
  }

  /** A task on two inputs. */
  public <A, B, T> TaskRef<T> task(
      String id, Arg<A> first, Arg<B> second, TaskFn.Two<? super A, ? super B, T> code) {
    return maker().taskOn(id, Object.class, first, second, code);
  }

  /** A task on two inputs with a generic result. */
  public <A, B, T> TaskRef<T> task(
      String id,
      TypeRef<T> type,
      Arg<A> first,
      Arg<B> second,
      TaskFn.Two<? super A, ? super B, T> code) {
    return maker().taskOn(id, type.type(), first, second, code);
  }

  /** A task without result. */
  public TaskRef<Void> action(String id, TaskFn.Action code) {
    return maker()
        .code(
            id,
            Object.class,
            List.of(),
            c -> {
              code.run(c);
              return null;
            });
  }

  /** A task on one input, without result. */
  public <A> TaskRef<Void> action(String id, Arg<A> input, TaskFn.ActionOne<? super A> code) {
    LambdaTypes types = LambdaTypes.of(code);
    return maker()
        .code(
            id,
            Object.class,
            List.of(input),
            c -> {
              code.run(c, Inputs.of(c, input, types, 1));
              return null;
            });
  }

  /** A task on two inputs, without result. */
  public <A, B> TaskRef<Void> action(
      String id, Arg<A> first, Arg<B> second, TaskFn.ActionTwo<? super A, ? super B> code) {
    LambdaTypes types = LambdaTypes.of(code);
    return maker()
        .code(
            id,
            Object.class,
            List.of(first, second),
            c -> {
              code.run(c, Inputs.of(c, first, types, 1), Inputs.of(c, second, types, 2));
              return null;
            });
  }

  /** A sensor, or a lambda {@code c -> Poll}; its worker is free between pokes. */
  public <T> SensorRef<T> sensor(String id, Sensor<T> sensor) {
    return maker().sensor(id, sensor);
  }

  /** A place where edges meet; no worker is involved. */
  public TaskRef<Void> empty(String id) {
    return maker().operator(id, Object.class, new EmptyOperator());
  }

  /** Asks a question about an input and runs one side of what follows. */
  public <A> WhenRef when(String id, Arg<A> input, TaskFn.Condition<? super A> condition) {
    WhenRef.Body body = new WhenRef.Body(maker().id(id), Question.on(input, condition));
    Work work = new Work("When", TaskKind.BRANCH, body, Map.of());
    return maker().wire(new WhenRef(maker().draft(id, work), body), List.of(input));
  }

  /** Chooses between several ways by the first condition that holds. */
  public <A> TaskRef<String> choose(String id, Arg<A> input, Consumer<Choice<A>> ways) {
    Choice<A> choice = new Choice<>(maker().id(id), input);
    Work work = new Work("Choose", TaskKind.BRANCH, choice.body(), Map.of());
    TaskRef<String> task =
        maker().wire(new TaskRef<>(maker().draft(id, work), String.class), List.of(input));
    choice.attach(task);
    ways.accept(choice);
    return task;
  }

  /** Lets what follows run only when the condition holds; else skips all of it. */
  public <A> ShortCircuitRef shortCircuit(
      String id, Arg<A> input, TaskFn.Condition<? super A> condition) {
    ShortCircuitRef.Body body =
        new ShortCircuitRef.Body(maker().id(id), Question.on(input, condition));
    Work work = new Work("ShortCircuit", TaskKind.SHORT_CIRCUIT, body, Map.of());
    return maker().wire(new ShortCircuitRef(maker().draft(id, work), body), List.of(input));
  }

  /** A group of tasks, whose ids get its prefix, answering what the lambda returns. */
  @SuppressWarnings({
    "overloads",
    "FunctionalInterfaceClash"
  }) // block lambdas are told apart by their return
  public <R> R group(String id, Function<? super TaskGroup, R> content) {
    return content.apply(new TaskGroup(draft(), maker().id(id)));
  }

  /** A group of tasks, whose ids get its prefix; the group is a node to draw edges from and to. */
  @SuppressWarnings({
    "overloads",
    "FunctionalInterfaceClash"
  }) // block lambdas are told apart by their return
  public TaskGroup group(String id, Consumer<? super TaskGroup> content) {
    TaskGroup group = new TaskGroup(draft(), maker().id(id));
    content.accept(group);
    return group;
  }
}
