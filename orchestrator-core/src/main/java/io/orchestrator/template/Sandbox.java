package io.orchestrator.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.lib.Importable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The library, cut down to what templates need: no files, no clock, no random, no reflection. */
final class Sandbox {

  static final int MAX_OUTPUT = 1 << 20;

  static final int MAX_ELEMENTS = 10_000;
  private static final int MAX_DEPTH = 10;

  /** Tags; their end tags come with them. */
  private static final Set<String> TAGS =
      Set.of("if", "elif", "else", "for", "set", "raw", "unless", "macro", "break", "continue");

  /** Filters that neither take a width to fill up nor touch the outside. */
  static final Set<String> FILTERS =
      Set.of(
          """
          abs b64decode b64encode capitalize count d default dictsort difference ds ds_nodash e
          escape first float fromjson int intersect join last length list lower map md5
          regex_replace reject rejectattr replace reverse round select selectattr sort split
          string sum title tojson trim truncate ts ts_nodash ts_nodash_with_tz union unique upper
          urlencode wordcount"""
              .split("\\s+"));

  private static final Jinjava LIBRARY = create();

  private Sandbox() {}

  static Jinjava library() {
    return LIBRARY;
  }

  private static Jinjava create() {
    Context everything = new Jinjava().getGlobalContext();
    Jinjava library = new Jinjava(config(everything));
    AirflowFilters.registerIn(library.getGlobalContext());
    library.getGlobalContext().registerTag(new StrictForTag());
    return library;
  }

  private static JinjavaConfig config(Context everything) {
    Map<Library, Set<String>> disabled = new HashMap<>();
    disabled.put(Library.TAG, except(everything.getAllTags(), TAGS));
    disabled.put(Library.FILTER, except(everything.getAllFilters(), FILTERS));
    disabled.put(Library.FUNCTION, except(everything.getAllFunctions(), ContextNames.FUNCTIONS));
    return JinjavaConfig.newBuilder()
        .withElResolver(new SafeResolver())
        .withInterperterFactory(StrictInterpreter.FACTORY)
        .withProcessors(
            JinjavaProcessors.newBuilder()
                .withNodePreProcessor(new StrictInterpreter.StepLimit())
                .build())
        .withFailOnUnknownTokens(true)
        // What a value contains is data: never render it again.
        .withNestedInterpretationEnabled(false)
        .withDisabled(disabled)
        .withKeepTrailingNewline(false)
        .withMaxOutputSize(MAX_OUTPUT)
        .withMaxStringLength(MAX_OUTPUT)
        .withMaxListSize(MAX_ELEMENTS)
        .withMaxMapSize(MAX_ELEMENTS)
        .withRangeLimit(MAX_ELEMENTS)
        .withMaxRenderDepth(MAX_DEPTH)
        .withLegacyOverrides(
            LegacyOverrides.newBuilder()
                .withIterateOverMapKeys(true)
                .withUseNaturalOperatorPrecedence(true)
                .withParseWhitespaceControlStrictly(true)
                .build())
        .build();
  }

  private static Set<String> except(Collection<? extends Importable> library, Set<String> allowed) {
    return library.stream()
        .map(Importable::getName)
        .filter(name -> !allowed.contains(name) && !name.startsWith("end"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
