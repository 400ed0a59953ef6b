# Runs the main class MAIN of the tests with one number; for the scripts beside it.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[1]}")/../.." && pwd -P)
case ${1:-} in -h | --help)
  sed -n '2,/^MAIN=/{/^MAIN=/d;s/^# \{0,1\}//;p;}' "${BASH_SOURCE[1]}"
  exit 0
  ;;
esac
RUNS=${1:-15}
case $RUNS in
  *[!0-9]* | 0*)
    echo "$(basename "${BASH_SOURCE[1]}"): $RUNS (expected: a whole number above 0)" >&2
    exit 2
    ;;
esac
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
TESTS=$ROOT/integration-tests

mvn -q -B -f "$ROOT/pom.xml" -pl integration-tests -am -DskipTests -Dspotless.skip=true package \
  dependency:build-classpath -Dmdep.outputFile=target/classpath >&2

"$JAVA" -version 2>&1 | head -n 1
exec "$JAVA" -Xmx512m -Dproject.basedir="$TESTS" \
  -cp "$TESTS/target/test-classes:$(cat "$TESTS/target/classpath")" "$MAIN" "$RUNS"
