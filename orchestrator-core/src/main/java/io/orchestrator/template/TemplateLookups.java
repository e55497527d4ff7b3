package io.orchestrator.template;

import java.util.Optional;

/** Where templates find what lies outside the run; asked only for what a template names. */
public interface TemplateLookups {

  /** The text of a Variable. */
  Optional<String> variable(String key);

  /** A Connection by its id. */
  Optional<ConnectionView> connection(String connectionId);

  /**
   * An XCom of the same run.
   *
   * @return a JSON value: text, number, boolean, list or string-keyed map; of a mapped task the
   *     list of its instances' values
   */
  Optional<Object> xcom(String taskId, String key);

  /** Lookups that find nothing. */
  static TemplateLookups none() {
    return new TemplateLookups() {
      @Override
      public Optional<String> variable(String key) {
        return Optional.empty();
      }

      @Override
      public Optional<ConnectionView> connection(String connectionId) {
        return Optional.empty();
      }

      @Override
      public Optional<Object> xcom(String taskId, String key) {
        return Optional.empty();
      }
    };
  }
}
