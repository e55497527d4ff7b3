package io.orchestrator.execution.http;

import io.orchestrator.execution.AttemptToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Signed texts of the attempts a worker holds, from claim until it is told to forget. */
final class SignedTokens {
  private final Map<AttemptToken, String> texts = new ConcurrentHashMap<>();

  void put(Wire.Claimed claimed) {
    texts.put(claimed.item().token(), claimed.token());
  }

  @Nullable String text(AttemptToken token) {
    return texts.get(token);
  }

  /** Of those that have one. */
  List<String> texts(List<AttemptToken> tokens) {
    return tokens.stream().flatMap(token -> Optional.ofNullable(text(token)).stream()).toList();
  }

  void forget(AttemptToken token) {
    texts.remove(token);
  }
}
