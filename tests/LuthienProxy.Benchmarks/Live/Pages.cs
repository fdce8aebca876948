using System.Diagnostics;
using System.Globalization;
using System.Net;
using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Live;

/// <summary>
/// Many pages that watch one gateway, in a process of their own: the last of them takes nothing, the first keeps count, the others read and forget. The process has the lowest
/// priority: pages are browsers on other machines, and what they cost here is not the gateway's.
/// </summary>
sealed class Pages : IAsyncDisposable
{
    readonly Process _process;

    Pages(Process process) => _process = process;

    /// <summary>Opens so many; all of them are there when this returns.</summary>
    public static async Task<Pages> OpenAsync(IPEndPoint gateway, int count)
    {
        var start = new ProcessStartInfo("nice", ["-n", "19", ServerPlan.Dotnet, typeof(Pages).Assembly.Location, "pages", $"{gateway.Port}", $"{count}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var pages = new Pages(Process.Start(start)!);
        if (await pages.LineAsync() != PagesProgram.Ready)
            throw new InvalidOperationException("The pages could not be opened.");
        return pages;
    }

    /// <summary>What the counting page has seen since the last time.</summary>
    public async Task<PageFigures> TakeAsync()
    {
        await _process.StandardInput.WriteLineAsync("take");
        var figures = (await LineAsync()).Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return new((long)figures[0], (long)figures[1], figures[2], figures[3]);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    async Task<string> LineAsync() => await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The pages have ended.");
}
