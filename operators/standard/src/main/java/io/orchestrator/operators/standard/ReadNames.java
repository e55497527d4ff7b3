package io.orchestrator.operators.standard;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Environment variables that a shell, the loader of programs or an interpreter reads by itself.
 * What they hold decides which code runs, so no value of people may get there.
 */
final class ReadNames {
  private static final Set<String> EXACT =
      Set.of(
          """
          PATH IFS ENV HOME SHELL CDPATH GLOBIGNORE SHELLOPTS BASHOPTS BASH_ENV BASH_XTRACEFD
          PROMPT_COMMAND PS0 PS1 PS2 PS3 PS4 POSIXLY_CORRECT FCEDIT INPUTRC HISTFILE ZDOTDIR FPATH
          TMPDIR EDITOR VISUAL PAGER MANPAGER BROWSER LESSOPEN LESSCLOSE LESSKEY
          GCONV_PATH GLIBC_TUNABLES LOCPATH NLSPATH HOSTALIASES RESOLV_HOST_CONF TZDIR
          TERMINFO TERMINFO_DIRS TERMCAP
          JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS JDK_JAVAC_OPTIONS JAVA_HOME JAVA_OPTS
          CLASSPATH MAVEN_OPTS MAVEN_ARGS GRADLE_OPTS JRUBY_OPTS SCALA_OPTS
          PERL5OPT PERL5LIB PERLLIB PERL5DB RUBYOPT RUBYLIB RUBYPATH GEM_HOME GEM_PATH BUNDLE_GEMFILE
          NODE_OPTIONS NODE_PATH PHPRC PHP_INI_SCAN_DIR R_HOME R_LIBS R_PROFILE R_PROFILE_USER
          R_ENVIRON R_ENVIRON_USER JULIA_LOAD_PATH TCLLIBPATH ERL_FLAGS ERL_AFLAGS ERL_LIBS
          AWKPATH AWKLIBPATH GREP_OPTIONS TAR_OPTIONS TAPE RSYNC_RSH CVS_RSH SSH_ASKPASS SUDO_ASKPASS
          OPENSSL_CONF OPENSSL_ENGINES OPENSSL_MODULES CURL_HOME WGETRC PSQLRC PGSYSCONFDIR
          MAKEFLAGS MAKEFILES GNUMAKEFLAGS CC CXX LD VIRTUAL_ENV CONDA_PREFIX
          """
              .strip()
              .split("\\s+"));

  /** Families of them. */
  private static final Pattern FAMILY =
      Pattern.compile(
          "(?:LD_|DYLD_|_RLD|BASH_FUNC_|MALLOC_|PYTHON|GIT_|LUA_|NPM_CONFIG_|npm_config_|PIP_|CARGO_"
              + "|RUSTC_|GO[A-Z]*FLAGS|DOTNET_|CORECLR_|COMPlus_|SPARK_|HADOOP_).*");

  private ReadNames() {}

  static boolean has(String name) {
    return EXACT.contains(name) || FAMILY.matcher(name).matches();
  }
}
