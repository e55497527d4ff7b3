/**
 * Pure time: which run comes after which, by cron, interval, event or hand. No clock is read here.
 */
@NullMarked
package io.orchestrator.timetable;

import org.jspecify.annotations.NullMarked;
