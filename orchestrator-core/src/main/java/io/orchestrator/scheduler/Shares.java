package io.orchestrator.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Shares work out among the claims that are open to it, one thing after the other, each to who has
 * most free slots left; among equals to who has got least of it, then to who has waited longest.
 */
final class Shares {
  private final Map<WaitingClaim, Share> shares = new LinkedHashMap<>();

  private static final class Share {
    private int free;
    private int got;
  }

  /**
   * @param claims who has waited longest first
   */
  Shares(List<WaitingClaim> claims) {
    for (WaitingClaim claim : claims) {
      Share share = new Share();
      share.free = claim.freeSlots();
      shares.put(claim, share);
    }
  }

  /** Free slots of all together. */
  int left() {
    return shares.values().stream().mapToInt(share -> share.free).sum();
  }

  /** Who gets what of the things, each in their order; nobody what is beyond the last free slot. */
  <T> Map<WaitingClaim, List<T>> deal(List<T> things) {
    Map<WaitingClaim, List<T>> dealt = new LinkedHashMap<>();
    for (T thing : things.subList(0, Math.min(left(), things.size()))) {
      WaitingClaim next = next();
      Share share = Objects.requireNonNull(shares.get(next));
      share.free--;
      share.got++;
      dealt.computeIfAbsent(next, claim -> new ArrayList<>()).add(thing);
    }
    return dealt;
  }

  /** Among equals the first is found: it has waited longest. */
  private WaitingClaim next() {
    Comparator<Map.Entry<WaitingClaim, Share>> best =
        Comparator.comparingInt(entry -> -entry.getValue().free);
    return Collections.min(shares.entrySet(), best.thenComparingInt(entry -> entry.getValue().got))
        .getKey();
  }
}
