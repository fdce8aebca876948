#!/usr/bin/env bash
# One entry for people: run, demo, test, cover, mutate, bench, load, fmt. All logic is in the projects; build.ps1 does the same.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

case "${1:-}" in
  run)
    shift
    dotnet build src/LuthienProxy.Host -c Release -v q
    exec dotnet artifacts/bin/LuthienProxy.Host/release/LuthienProxy.Host.dll "$@"
    ;;
  demo)
    shift
    dotnet build src/LuthienProxy.Host -c Release -v q
    dotnet build src/LuthienProxy.Demo -c Release -v q
    exec dotnet artifacts/bin/LuthienProxy.Demo/release/LuthienProxy.Demo.dll --gateway artifacts/bin/LuthienProxy.Host/release/LuthienProxy.Host.dll "$@"
    ;;
  test)
    shift
    rm -rf artifacts/tests
    dotnet build LuthienProxy.sln -c Release -v q
    status=0
    # One project after the other: tests that measure or wait should not share the machine with others. A test that hangs is ended.
    dotnet test LuthienProxy.sln -c Release --no-build -m:1 --results-directory artifacts/tests --blame-hang-timeout 10m --blame-hang-dump-type none \
      --logger "console;verbosity=minimal" --logger "trx;LogFilePrefix=tests" "$@" || status=$?
    # One <Counters …> line in each result file; what was counted but not executed was skipped.
    cat artifacts/tests/*.trx 2>/dev/null | awk -v status="$status" '
      function count(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
      /<Counters / { total += count("total"); executed += count("executed"); passed += count("passed") }
      END {
        printf "Tests: %d passed, %d failed, %d skipped\n", passed, executed - passed, total - executed
        exit status != 0 || passed == 0 || passed < total
      }'
    ;;
  cover)
    shift
    rm -rf artifacts/coverage
    status=0
    # The tests of the rooms that the gate is about; README and docs/testing.md say why those.
    for room in Luthien.Actors Luthien.Streams Luthien.Hocon LuthienProxy.Protocol LuthienProxy.Policies LuthienProxy.Pipeline; do
      dotnet build "tests/$room.Tests" -c Release -v q
      dotnet test "tests/$room.Tests" -c Release --no-build --settings eng/coverage.runsettings --collect "XPlat Code Coverage" --results-directory "artifacts/coverage/$room" "$@" || status=1
    done
    dotnet build tests/LuthienProxy.Benchmarks -c Release -v q
    dotnet artifacts/bin/LuthienProxy.Benchmarks/release/LuthienProxy.Benchmarks.dll coverage artifacts/coverage || status=1
    exit $status
    ;;
  mutate)
    shift
    # One project at a time; what follows its name goes to Stryker: ./build.sh mutate Luthien.Hocon --mutate "**/Units/*.cs"
    project="${1:?whose code: a project of src, for example Luthien.Hocon}"
    shift
    [ -x artifacts/tools/dotnet-stryker ] || dotnet tool install dotnet-stryker --version 5.1.0 --tool-path artifacts/tools
    cd "tests/$project.Tests"
    exec ../../artifacts/tools/dotnet-stryker --project "$project.csproj" --configuration Release --concurrency 1 --output "../../artifacts/mutants/$project" --reporter json --reporter cleartext "$@"
    ;;
  bench)
    shift
    ulimit -n "$(ulimit -Hn)"
    if [ ! -x /usr/sbin/nginx ] && [ "$(id -u)" = 0 ]; then
      apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light
    fi
    dotnet build src/LuthienProxy.Host -c Release -v q
    dotnet build tests/LuthienProxy.Benchmarks -c Release -v q
    exec dotnet artifacts/bin/LuthienProxy.Benchmarks/release/LuthienProxy.Benchmarks.dll "$@"
    ;;
  load)
    shift
    # Each stream is a descriptor here, and two in the gateway.
    ulimit -n "$(ulimit -Hn)"
    dotnet build src/LuthienProxy.Host -c Release -v q
    dotnet build src/LuthienProxy.LoadTest -c Release -v q
    exec dotnet artifacts/bin/LuthienProxy.LoadTest/release/LuthienProxy.LoadTest.dll "$@"
    ;;
  fmt)
    exec dotnet format LuthienProxy.sln
    ;;
  *)
    echo "usage: ./build.sh run | demo | test | cover | mutate | bench | load | fmt" >&2
    exit 2
    ;;
esac
