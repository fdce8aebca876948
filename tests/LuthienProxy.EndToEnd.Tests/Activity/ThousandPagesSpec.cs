using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LuthienProxy.EndToEnd.Tests.Journal;
using LuthienProxy.Fixtures.Gateway;

namespace LuthienProxy.EndToEnd.Tests.Activity;

/// <summary>Pages that come and are cut off, a thousand times: the process holds afterwards what it held before.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneAtATime))]
public sealed class ThousandPagesSpec
{
    const int Pages = 1000;
    const int AtOnce = 20;
    const int Places = 60;

    // The pool may keep some threads for a while.
    const int SpareThreads = 16;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Spec", "002-34")]
    public async Task A_thousand_pages_that_are_cut_off_must_leave_no_handle_no_thread_no_actor_and_no_place()
    {
        await using var house = await ActivityHouse.StartAsync();
        var gateway = await house.GatewayAsync($"luthien.activity {{ heartbeat = 100ms, max-connections = {Places}, max-connects-per-minute = 100000 }}");
        await ComeAndGoAsync(gateway, AtOnce);
        await WhenAsync(() => EveryPlaceIsFreeAsync(gateway));
        var (handles, threads, actors) = (Handles(gateway), Threads(gateway), await ActorsAsync(gateway));

        await ComeAndGoAsync(gateway, Pages);

        await WhenAsync(() => EveryPlaceIsFreeAsync(gateway));
        await WhenAsync(() => Task.FromResult(Handles(gateway) <= handles && Threads(gateway) <= threads + SpareThreads));
        (await ActorsAsync(gateway)).ShouldBe(actors);
    }

    static Task ComeAndGoAsync(GatewayProcess gateway, int pages) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
    {
        for (var turn = 0; turn < pages / AtOnce; turn++)
            await ComeAndGoAsync(gateway, isReset: turn % 2 == 0);
    }));

    /// <summary>One page that is cut after its head: by a reset, or by the end of what it sends.</summary>
    static async Task ComeAndGoAsync(GatewayProcess gateway, bool isReset)
    {
        using var patience = new CancellationTokenSource(Patience);
        var head = "";
        // As long as the server has not heard of those that were cut, their places are taken.
        while (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            using var page = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await page.ConnectAsync(IPAddress.Loopback, gateway.Address.Port, patience.Token);
            await page.SendAsync(Encoding.ASCII.GetBytes($"GET /activity/stream HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {GatewayAdmin.Key}\r\n\r\n"), patience.Token);
            var buffer = new byte[1024];
            head = Encoding.ASCII.GetString(buffer, 0, await page.ReceiveAsync(buffer, patience.Token));
            page.LingerState = new LingerOption(isReset, 0);
        }
    }

    // As many as there are places must be let in at once.
    static async Task<bool> EveryPlaceIsFreeAsync(GatewayProcess gateway)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Places).Select(_ => LiveWatcher.AskAsync(gateway.Address)));
        var areAllIn = answers.All(answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var answer in answers)
            answer.Dispose();
        return areAllIn;
    }

    static async Task WhenAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (!await holds())
            await pause.WaitForNextTickAsync(patience.Token);
    }

    static int Handles(GatewayProcess gateway) => Directory.EnumerateFileSystemEntries($"/proc/{gateway.ProcessId}/fd").Count();

    static int Threads(GatewayProcess gateway) =>
        int.Parse(File.ReadLines($"/proc/{gateway.ProcessId}/status").First(line => line.StartsWith("Threads:", StringComparison.Ordinal))["Threads:".Length..], CultureInfo.InvariantCulture);

    static async Task<int> ActorsAsync(GatewayProcess gateway)
    {
        using var admin = new GatewayAdmin(gateway.Address);
        return (await admin.ReadAsync("/api/system/actors")).GetProperty("count").GetInt32();
    }
}
