package io.orchestrator.violations.dag;

import io.orchestrator.violations.testing.IsNotNullMarked;

/** Breaks: nobody knows the test kit. */
record KnowsTheTestKit(IsNotNullMarked kit) {}
