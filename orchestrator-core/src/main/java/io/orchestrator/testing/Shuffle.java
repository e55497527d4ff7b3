package io.orchestrator.testing;

import java.util.Collections;
import java.util.List;

/** Shuffles by a seed, always the same way: SplitMix64, so that no chance is involved. */
final class Shuffle {
  private long state;

  Shuffle(long seed) {
    this.state = seed;
  }

  void shuffle(List<?> items) {
    for (int left = items.size(); left > 1; left--) {
      Collections.swap(items, left - 1, (int) Long.remainderUnsigned(next(), left));
    }
  }

  private long next() {
    state += 0x9e37_79b9_7f4a_7c15L;
    long mixed = (state ^ (state >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ (mixed >>> 31);
  }
}
