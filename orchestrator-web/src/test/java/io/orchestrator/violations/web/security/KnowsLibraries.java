package io.orchestrator.violations.web.security;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import org.quartz.Scheduler;
import software.amazon.awssdk.services.s3.S3Client;

/** Breaks: no SQL, JPA, Quartz or AWS in the application. */
abstract class KnowsLibraries {
  abstract Connection database();

  abstract EntityManager entities();

  abstract Scheduler quartz();

  abstract S3Client aws();
}
