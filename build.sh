#!/usr/bin/env bash
# One entry for people: run, test, bench, fmt. All logic is in the projects; build.ps1 does the same.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

case "${1:-}" in
  run)
    shift
    dotnet build src/LuthienProxy.Host -c Release -v q
    exec dotnet artifacts/bin/LuthienProxy.Host/release/LuthienProxy.Host.dll "$@"
    ;;
  test)
    shift
    dotnet build LuthienProxy.sln -c Release -v q
    exec dotnet test LuthienProxy.sln -c Release --no-build -v q "$@"
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
  fmt)
    exec dotnet format LuthienProxy.sln
    ;;
  *)
    echo "usage: ./build.sh run | test | bench | fmt" >&2
    exit 2
    ;;
esac
