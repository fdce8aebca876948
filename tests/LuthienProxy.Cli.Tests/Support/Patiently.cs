namespace LuthienProxy.Cli.Tests.Support;

/// <summary>Waits for what must become so.</summary>
static class Patiently
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isSo())
            await pause.WaitForNextTickAsync(patience.Token);
    }
}
