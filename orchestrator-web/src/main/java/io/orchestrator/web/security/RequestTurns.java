package io.orchestrator.web.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Lets few requests of people and programs work at a time, in the order in which they come: a
 * hundred threads that want a core at once would keep the scheduler and the answers to workers
 * waiting for theirs. Whoever has waited for a moment works all the same, for those before may wait
 * for a slow client themselves.
 */
final class RequestTurns implements Filter {
  private final Semaphore free;
  private final Duration longest;
  private final Predicate<HttpServletRequest> exempt;

  /**
   * @param longest wait for a turn
   * @param exempt requests that wait for nobody
   */
  RequestTurns(int atOnce, Duration longest, Predicate<HttpServletRequest> exempt) {
    this.free = new Semaphore(atOnce, true);
    this.longest = longest;
    this.exempt = exempt;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean taken = !exempt.test((HttpServletRequest) request) && take();
    try {
      chain.doFilter(request, response);
    } finally {
      if (taken) {
        free.release();
      }
    }
  }

  private boolean take() {
    try {
      return free.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
