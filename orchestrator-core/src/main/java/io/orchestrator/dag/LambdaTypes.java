package io.orchestrator.dag;

import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.List;

/**
 * The types a serialisable lambda or method reference was compiled for. They are read from its
 * serialised form, which is never written anywhere. An anonymous class has none: all are Object.
 */
record LambdaTypes(List<Class<?>> parameters, Class<?> result) {
  private static final LambdaTypes UNKNOWN = new LambdaTypes(List.of(), Object.class);

  static LambdaTypes of(Serializable function) {
    try {
      Method writeReplace = function.getClass().getDeclaredMethod("writeReplace");
      writeReplace.setAccessible(true);
      if (writeReplace.invoke(function) instanceof SerializedLambda lambda) {
        MethodType type =
            MethodType.fromMethodDescriptorString(
                lambda.getInstantiatedMethodType(), function.getClass().getClassLoader());
        return new LambdaTypes(type.parameterList(), type.returnType());
      }
      return UNKNOWN;
    } catch (ReflectiveOperationException | TypeNotPresentException e) {
      return UNKNOWN;
    }
  }

  /** Type of a parameter, Object when it is not known. */
  Class<?> parameter(int index) {
    return index < parameters.size() ? parameters.get(index) : Object.class;
  }
}
