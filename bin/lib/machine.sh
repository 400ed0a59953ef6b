# Sourced by the scripts in bin/: what a machine must have, and how to get it.

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$@"
  exit 1
}

# how to get something: $1 Debian and Ubuntu, $2 Fedora, $3 macOS with Homebrew
how_to_get() {
  say "  Debian, Ubuntu   sudo apt-get install $1"
  say "  Fedora           sudo dnf install $2"
  say "  macOS            brew install $3"
}

# home and version of a java command, as "17 /path"; nothing if it does not run
java_facts() {
  "$1" -XshowSettings:properties -version 2>&1 | awk -F' = ' '
    $1 ~ /java\.home$/ { home = $2 }
    $1 ~ /java\.specification\.version$/ { version = $2; sub(/^1\./, "", version) }
    END { if (home != "") print version, home }'
}

# Sets JAVA_HOME and JAVA_VERSION to the first JDK that will do, of JAVA_HOME and the one on PATH.
require_jdk() {
  local found="" candidate facts version home
  for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java || true)"; do
    [ -n "$candidate" ] || continue
    if [ ! -x "$candidate" ]; then
      found="$found$candidate is no program; "
      continue
    fi
    facts=$(java_facts "$candidate") || facts=""
    version=${facts%% *} home=${facts#* }
    if [ "${version:-0}" -ge 17 ] && [ -x "$home/bin/javac" ]; then
      export JAVA_HOME=$home JAVA_VERSION=$version
      return
    fi
    if [ "${version:-0}" -ge 17 ]; then
      found="$found$candidate is version $version, but without javac: a JRE; "
    else
      found="$found$candidate is version ${version:-unknown}; "
    fi
  done
  [ -z "$found" ] || found="${found%; } "
  say "JDK: ${found:-none found by JAVA_HOME or on PATH }(expected: a JDK, 17 or newer)"
  how_to_get openjdk-17-jdk-headless java-latest-openjdk-devel openjdk
  exit 1
}

require_maven() {
  command -v mvn >/dev/null 2>&1 && return
  say "Maven: no mvn on PATH (expected: Maven 3.8 or newer)"
  how_to_get maven maven maven
  exit 1
}
