package io.orchestrator.web.reading;

import io.orchestrator.connection.SecretBox.SecretUnreadableException;
import io.orchestrator.connection.SecretMask;
import io.orchestrator.store.Administration;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Hides the secrets of all connections and variables in what is kept exact and shown. */
@Component
public final class StoredSecrets {
  private static final String UNREADABLE =
      "Not shown: the stored secrets that must be hidden here cannot be read.";
  private final Administration administration;

  StoredSecrets(Administration administration) {
    this.administration = administration;
  }

  /** Masks texts by what is stored now; shows none when that cannot be read. */
  public UnaryOperator<String> mask() {
    SecretMask secrets = new SecretMask();
    try {
      administration.connections().all().forEach(secrets::learn);
      administration
          .variables()
          .all()
          .forEach(each -> secrets.learnVariable(each.key(), each.value()));
    } catch (SecretUnreadableException e) {
      return text -> UNREADABLE;
    }
    return secrets::mask;
  }
}
