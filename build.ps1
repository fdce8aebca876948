# One entry for people: run, demo, test, cover, mutate, bench, load, fmt. All logic is in the projects; build.sh does the same.
param([string] $Command, [Parameter(ValueFromRemainingArguments)] [string[]] $Rest = @())
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'

function Build([string] $What) {
    dotnet build $What -c Release -v q
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

switch ($Command) {
    'run' {
        Build 'src/LuthienProxy.Host'
        dotnet artifacts/bin/LuthienProxy.Host/release/LuthienProxy.Host.dll @Rest
        exit $LASTEXITCODE
    }
    'demo' {
        Build 'src/LuthienProxy.Host'
        Build 'src/LuthienProxy.Demo'
        dotnet artifacts/bin/LuthienProxy.Demo/release/LuthienProxy.Demo.dll --gateway artifacts/bin/LuthienProxy.Host/release/LuthienProxy.Host.dll @Rest
        exit $LASTEXITCODE
    }
    'test' {
        if (Test-Path artifacts/tests) { Remove-Item artifacts/tests -Recurse -Force }
        Build 'LuthienProxy.sln'
        # One project after the other: tests that measure or wait should not share the machine with others. A test that hangs is ended.
        dotnet test LuthienProxy.sln -c Release --no-build -m:1 --results-directory artifacts/tests --blame-hang-timeout 10m --blame-hang-dump-type none `
            --logger 'console;verbosity=minimal' --logger 'trx;LogFilePrefix=tests' @Rest
        $status = $LASTEXITCODE
        # One <Counters …> element in each result file; what was counted but not executed was skipped.
        $counters = @(Get-ChildItem artifacts/tests -Filter *.trx -ErrorAction SilentlyContinue | ForEach-Object { ([xml](Get-Content $_.FullName -Raw)).TestRun.ResultSummary.Counters })
        $total = [int]($counters | Measure-Object -Property total -Sum).Sum
        $executed = [int]($counters | Measure-Object -Property executed -Sum).Sum
        $passed = [int]($counters | Measure-Object -Property passed -Sum).Sum
        Write-Output "Tests: $passed passed, $($executed - $passed) failed, $($total - $executed) skipped"
        exit [int]($status -ne 0 -or $passed -eq 0 -or $passed -lt $total)
    }
    'cover' {
        if (Test-Path artifacts/coverage) { Remove-Item artifacts/coverage -Recurse -Force }
        $status = 0
        # The tests of the rooms that the gate is about; README and docs/testing.md say why those.
        foreach ($room in 'Luthien.Actors', 'Luthien.Streams', 'Luthien.Hocon', 'LuthienProxy.Protocol', 'LuthienProxy.Policies', 'LuthienProxy.Pipeline') {
            Build "tests/$room.Tests"
            dotnet test "tests/$room.Tests" -c Release --no-build --settings eng/coverage.runsettings --collect 'XPlat Code Coverage' --results-directory "artifacts/coverage/$room" @Rest
            if ($LASTEXITCODE -ne 0) { $status = 1 }
        }
        Build 'tests/LuthienProxy.Benchmarks'
        dotnet artifacts/bin/LuthienProxy.Benchmarks/release/LuthienProxy.Benchmarks.dll coverage artifacts/coverage
        if ($LASTEXITCODE -ne 0) { $status = 1 }
        exit $status
    }
    'mutate' {
        # One project at a time; what follows its name goes to Stryker.
        if ($Rest.Count -eq 0) { [Console]::Error.WriteLine('whose code: a project of src, for example Luthien.Hocon'); exit 2 }
        $project, $options = $Rest
        if (-not (Get-ChildItem artifacts/tools -Filter 'dotnet-stryker*' -ErrorAction SilentlyContinue)) {
            dotnet tool install dotnet-stryker --version 5.1.0 --tool-path artifacts/tools
            if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
        }
        $tool = (Resolve-Path artifacts/tools/dotnet-stryker*)[0].Path
        Set-Location "tests/$project.Tests"
        & $tool --project "$project.csproj" --configuration Release --concurrency 1 --output "../../artifacts/mutants/$project" --reporter json --reporter cleartext @options
        exit $LASTEXITCODE
    }
    'bench' {
        Build 'src/LuthienProxy.Host'
        Build 'tests/LuthienProxy.Benchmarks'
        dotnet artifacts/bin/LuthienProxy.Benchmarks/release/LuthienProxy.Benchmarks.dll @Rest
        exit $LASTEXITCODE
    }
    'load' {
        Build 'src/LuthienProxy.Host'
        Build 'src/LuthienProxy.LoadTest'
        dotnet artifacts/bin/LuthienProxy.LoadTest/release/LuthienProxy.LoadTest.dll @Rest
        exit $LASTEXITCODE
    }
    'fmt' {
        dotnet format LuthienProxy.sln
        exit $LASTEXITCODE
    }
    default {
        [Console]::Error.WriteLine('usage: ./build.ps1 run | demo | test | cover | mutate | bench | load | fmt')
        exit 2
    }
}
