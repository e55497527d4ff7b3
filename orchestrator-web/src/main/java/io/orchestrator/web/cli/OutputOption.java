package io.orchestrator.web.cli;

import picocli.CommandLine.Option;

/** {@code --output} of every listing command. */
final class OutputOption {
  /** The forms a listing can take. */
  enum Form {
    table,
    json
  }

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "table or json. Default: ${DEFAULT-VALUE}.")
  Form form = Form.table;

  boolean json() {
    return form == Form.json;
  }
}
