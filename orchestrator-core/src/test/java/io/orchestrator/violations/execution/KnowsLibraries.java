package io.orchestrator.violations.execution;

import com.google.crypto.tink.Aead;
import com.hubspot.jinjava.Jinjava;
import java.sql.Connection;
import org.jgrapht.Graph;
import org.quartz.Scheduler;
import org.springframework.jdbc.core.JdbcTemplate;

/** Breaks: each library has one home. */
abstract class KnowsLibraries {
  abstract Scheduler quartz();

  abstract Connection database();

  abstract JdbcTemplate spring();

  abstract Aead tink();

  abstract Jinjava jinjava();

  abstract Graph<String, String> graph();
}
