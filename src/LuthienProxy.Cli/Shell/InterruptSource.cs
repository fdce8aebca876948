using System.Runtime.InteropServices;

namespace LuthienProxy.Cli.Shell;

/// <summary>Cancelled by Ctrl+C, SIGTERM or a terminal that goes away while it lives; the second signal ends the process.</summary>
sealed class InterruptSource : CancellationTokenSource
{
    readonly PosixSignalRegistration[] _signals;

    public InterruptSource() => _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var signal in _signals)
            signal.Dispose();
        base.Dispose(disposing);
    }

    void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = !IsCancellationRequested;
        Cancel();
    }
}
