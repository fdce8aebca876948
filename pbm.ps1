# pbm from the checkout: looks into a running gateway. Builds src/LuthienProxy.Cli first when its sources are newer than what was built.
$ErrorActionPreference = 'Stop'
$program = [IO.Path]::Combine($PSScriptRoot, 'artifacts/bin/LuthienProxy.Cli/release/pbm.dll')
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'

# The framework's own classes: asked on every call, and quicker than the commands of modules.
function Test-Current {
    if (-not [IO.File]::Exists($program)) { return $false }
    $built = [IO.File]::GetLastWriteTimeUtc($program)
    foreach ($folder in 'src/LuthienProxy.Cli', 'src/LuthienProxy.Protocol') {
        foreach ($source in [IO.Directory]::EnumerateFiles([IO.Path]::Combine($PSScriptRoot, $folder), '*', 'AllDirectories')) {
            if ([IO.File]::GetLastWriteTimeUtc($source) -gt $built) { return $false }
        }
    }
    foreach ($file in 'Directory.Build.props', 'Directory.Packages.props') {
        if ([IO.File]::GetLastWriteTimeUtc([IO.Path]::Combine($PSScriptRoot, $file)) -gt $built) { return $false }
    }
    return $true
}

if (-not (Test-Current)) {
    # What it says is no answer of pbm.
    dotnet build ([IO.Path]::Combine($PSScriptRoot, 'src/LuthienProxy.Cli')) -c Release -v q | Out-Host
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    [IO.File]::SetLastWriteTimeUtc($program, [DateTime]::UtcNow)
}
# What is piped to it are its lines.
if ($MyInvocation.ExpectingInput) { $input | dotnet $program @args } else { dotnet $program @args }
exit $LASTEXITCODE
