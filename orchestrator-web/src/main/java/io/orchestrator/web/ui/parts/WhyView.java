package io.orchestrator.web.ui.parts;

import java.util.List;

/** Why a task is where it is. */
public record WhyView(String question, String say, List<RuleView> rules, List<LinkView> links) {}
