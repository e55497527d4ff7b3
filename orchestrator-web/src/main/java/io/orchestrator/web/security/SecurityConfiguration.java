package io.orchestrator.web.security;

import io.orchestrator.store.Administration;
import io.orchestrator.store.Store;
import io.orchestrator.web.config.OrchestratorSettings;
import io.orchestrator.web.health.Readiness;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Three doors, each closed by default: workers ({@code /execution}), programs ({@code /api}, {@code
 * /auth}) and people (everything else).
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SecurityConfiguration {
  private static final String VIEWER = "VIEWER";
  private static final String OPERATOR = "OPERATOR";
  private static final String ADMIN = "ADMIN";
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  @Bean
  @Order(1)
  SecurityFilterChain workers(HttpSecurity http, OrchestratorSettings settings) throws Exception {
    // Programs that call many times a second: nothing here is for browsers, logins or sessions.
    return http.securityMatcher("/execution/**")
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .addFilterBefore(
            new WorkerTokenFilter(settings.execution().workerToken()),
            UsernamePasswordAuthenticationFilter.class)
        .authorizeHttpRequests(a -> a.anyRequest().hasRole(WorkerTokenFilter.ROLE))
        .exceptionHandling(ApiErrors::handle)
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain programs(HttpSecurity http, JwtDecoder decoder) throws Exception {
    return http.securityMatcher("/api/**", "/auth/**")
        // Bearer tokens only, never a cookie: nothing a foreign page could ride on.
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .oauth2ResourceServer(
            o ->
                o.jwt(j -> j.decoder(decoder).jwtAuthenticationConverter(ApiTokens::authentication))
                    .authenticationEntryPoint(ApiErrors::unauthorized)
                    .accessDeniedHandler(ApiErrors::forbidden))
        .authorizeHttpRequests(
            a ->
                a.requestMatchers(HttpMethod.POST, "/auth/token", "/auth/token/cli")
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/api/v2/monitor/health", "/api/v2/version")
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/api/x1/health/ready")
                    .permitAll()
                    .requestMatchers("/api/v2/connections/**", "/api/v2/variables/**")
                    .hasRole(ADMIN)
                    .requestMatchers(HttpMethod.GET, "/api/**")
                    .hasRole(VIEWER)
                    // Lists whose filters are too long for an address: they only read.
                    .requestMatchers(
                        HttpMethod.POST,
                        "/api/v2/dags/*/dagRuns/list",
                        "/api/v2/dags/*/dagRuns/*/taskInstances/list")
                    .hasRole(VIEWER)
                    .requestMatchers("/api/v2/dags/**", "/api/v2/backfills/**")
                    .hasRole(OPERATOR)
                    .anyRequest()
                    .hasRole(ADMIN))
        .exceptionHandling(ApiErrors::handle)
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain people(HttpSecurity http, SecurityContextRepository contexts)
      throws Exception {
    return http.securityContext(c -> c.securityContextRepository(contexts))
        .authorizeHttpRequests(
            a ->
                a.requestMatchers("/login", "/login/once", "/css/**", "/js/**", "/img/**")
                    .permitAll()
                    .requestMatchers("/vendor/**", "/webjars/**", "/favicon.svg", "/error")
                    .permitAll()
                    .requestMatchers("/connections/**", "/variables/**", "/users/**")
                    .hasRole(ADMIN)
                    .requestMatchers(HttpMethod.POST, "/pools/**")
                    .hasRole(ADMIN)
                    .requestMatchers(HttpMethod.POST, "/dags/**")
                    .hasRole(OPERATOR)
                    .requestMatchers(HttpMethod.GET, "/**")
                    .hasRole(VIEWER)
                    .anyRequest()
                    .hasRole(ADMIN))
        .formLogin(
            f ->
                f.loginPage("/login")
                    .failureHandler(PasswordLogin::failed)
                    .defaultSuccessUrl("/dags"))
        .logout(l -> l.logoutUrl("/logout").logoutSuccessUrl("/login?logout"))
        .requestCache(c -> c.requestCache(PageScript.pagesOnly()))
        .exceptionHandling(
            e ->
                e.defaultAuthenticationEntryPointFor(
                        (request, response, cause) -> PageScript.signedOut(response),
                        PageScript::made)
                    .accessDeniedHandler(PageScript.denied()))
        .headers(
            h ->
                h.contentSecurityPolicy(c -> c.policyDirectives(CONTENT_POLICY))
                    .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }

  @Bean
  SecurityContextRepository securityContexts() {
    return new HttpSessionSecurityContextRepository();
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return new LimitedPasswords(
        new DelegatingPasswordEncoder(
            "argon2", Map.of("argon2", Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8())));
  }

  @Bean
  StoredUsers users(Administration administration) {
    return new StoredUsers(administration.users());
  }

  @Bean
  Logins logins(
      Administration administration, PasswordEncoder passwords, Store store, InstantSource clock) {
    return new Logins(administration.users(), passwords, store, clock);
  }

  @Bean
  AuthenticationProvider passwordLogin(Logins logins) {
    return new PasswordLogin(logins);
  }

  @Bean
  ApiTokens apiTokens(OrchestratorSettings settings) {
    return new ApiTokens(settings.security());
  }

  @Bean
  JwtDecoder jwtDecoder(ApiTokens tokens) {
    return tokens.decoder();
  }

  @Bean
  Readiness readiness() {
    return new Readiness();
  }

  @Bean
  FirstAdmin firstAdmin(
      Administration administration,
      PasswordEncoder passwords,
      OrchestratorSettings settings,
      Readiness readiness) {
    return new FirstAdmin(
        administration.users(), passwords, settings.security().adminPassword(), readiness);
  }

  @Bean
  OneTimeLogins oneTimeLogins() {
    return new OneTimeLogins();
  }
}
