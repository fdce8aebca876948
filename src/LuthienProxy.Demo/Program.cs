namespace LuthienProxy.Demo;

/// <summary>Shows what a policy is for, in half a minute and without any key. Status 0: as promised; 1: not so; 2: it could not be shown.</summary>
static class Program
{
    const int NotAsPromised = 1;
    const int NotShown = 2;

    static async Task<int> Main(string[] arguments)
    {
        if (DemoOptions.Of(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(DemoOptions.Usage);
            return NotShown;
        }
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            // The gateway ends with the demo: both are stopped in order.
            key.Cancel = true;
            stop.Cancel();
        };
        try
        {
            // Before a folder is made that nobody would need.
            if (!File.Exists(options.Gateway))
                throw new DemoException($"{options.Gateway} is not there; ./build.sh demo builds it.");
            return await new DemoRun(options, Folder(options.Directory), Console.Out).RunAsync(stop.Token) ? 0 : NotAsPromised;
        }
        catch (Exception cause) when (cause is DemoException or HttpRequestException or IOException or OperationCanceledException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The demo cannot be shown: {cause.Message}");
            return NotShown;
        }
    }

    static string Folder(string? wanted)
    {
        if (wanted is null)
            return Directory.CreateTempSubdirectory("luthien-demo-").FullName;
        if (Directory.Exists(wanted) && Directory.EnumerateFileSystemEntries(wanted).Any())
            throw new DemoException($"{wanted} is not empty.");
        return Directory.CreateDirectory(wanted).FullName;
    }
}
