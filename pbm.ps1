# pbm from the checkout: looks into a running gateway. Builds src/LuthienProxy.Cli first when its sources are newer than what was built.
$ErrorActionPreference = 'Stop'
$program = Join-Path $PSScriptRoot 'artifacts/bin/LuthienProxy.Cli/release/pbm.dll'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'

$sources = 'src/LuthienProxy.Cli', 'src/LuthienProxy.Protocol', 'Directory.Build.props', 'Directory.Packages.props' | ForEach-Object { Join-Path $PSScriptRoot $_ }
$newest = Get-ChildItem $sources -Recurse | Sort-Object LastWriteTimeUtc | Select-Object -Last 1
if (-not (Test-Path $program) -or $newest.LastWriteTimeUtc -gt (Get-Item $program).LastWriteTimeUtc) {
    # What it says is no answer of pbm.
    dotnet build (Join-Path $PSScriptRoot 'src/LuthienProxy.Cli') -c Release -v q | Out-Host
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    (Get-Item $program).LastWriteTimeUtc = [DateTime]::UtcNow
}
dotnet $program @args
exit $LASTEXITCODE
