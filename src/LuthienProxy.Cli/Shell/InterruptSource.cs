namespace LuthienProxy.Cli.Shell;

/// <summary>Cancelled by the first Ctrl+C while it lives; the second ends the process.</summary>
sealed class InterruptSource : CancellationTokenSource
{
    public InterruptSource() => Console.CancelKeyPress += OnKey;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Console.CancelKeyPress -= OnKey;
        base.Dispose(disposing);
    }

    void OnKey(object? sender, ConsoleCancelEventArgs key)
    {
        key.Cancel = !IsCancellationRequested;
        Cancel();
    }
}
