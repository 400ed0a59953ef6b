# Runs the main class MAIN of the tests with the given numbers, or DEFAULT; for the scripts beside it.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[1]}")/../.." && pwd -P)
case ${1:-} in -h | --help)
  sed -n '2,/^MAIN=/{/^MAIN=/d;s/^# \{0,1\}//;p;}' "${BASH_SOURCE[1]}"
  exit 0
  ;;
esac
[ $# -gt 0 ] || set -- ${DEFAULT:-15}
for number in "$@"; do
  case $number in
    *[!0-9]* | 0* | '')
      echo "$(basename "${BASH_SOURCE[1]}"): $number (expected: a whole number above 0)" >&2
      exit 2
      ;;
  esac
done
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
TESTS=$ROOT/integration-tests

if [ -z "${MS_TEST_CONSUL:-}" ] && [ "$MAIN" = io.msagent.it.bench.LoopCost ]; then
  MS_TEST_CONSUL=$("$ROOT/bin/consul" install)
  export MS_TEST_CONSUL
fi
mvn -q -B -f "$ROOT/pom.xml" -pl integration-tests -am -DskipTests -Dspotless.skip=true package \
  dependency:build-classpath -Dmdep.outputFile=target/classpath >&2

"$JAVA" -version 2>&1 | head -n 1
exec "$JAVA" -Xmx512m -Dproject.basedir="$TESTS" \
  -cp "$TESTS/target/test-classes:$(cat "$TESTS/target/classpath")" "$MAIN" "$@"
