package io.orchestrator.administration;

import io.orchestrator.model.NameRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named budget of slots. {@code default_pool} always exists.
 *
 * @param name at most 256 characters
 * @param slots −1 for unlimited; {@link #UNSAID} is a problem
 * @param includeDeferred whether deferred tasks hold their slots
 */
public record Pool(String name, int slots, @Nullable String description, boolean includeDeferred)
    implements Managed {
  /** The slots of a pool for which no number was given. */
  public static final int UNSAID = Integer.MIN_VALUE;

  @Override
  public Kind kind() {
    return Kind.POOL;
  }

  @Override
  public List<Problem> problems() {
    return new Problems()
        .name(NameRule.POOL, name)
        .require(slots >= -1, "slots", "Slots are a whole number, -1 for unlimited.")
        .text("description", description, Problems.DESCRIPTION)
        .found();
  }
}
