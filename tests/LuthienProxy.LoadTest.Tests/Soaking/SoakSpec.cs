using System.Net.Sockets;
using System.Text;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.LoadTest.Soaking;

namespace LuthienProxy.LoadTest.Tests.Soaking;

/// <summary>A real gateway, worked round by round and weighed at rest after each: nothing grows, nothing stays; and where something does, it is found.</summary>
[Trait("Spec", "000-57")]
public sealed class SoakSpec
{
    // More than the pool of connections to the upstream may keep.
    const int Kept = 24;

    static readonly SoakPlan Short = new() { WarmUps = 1, Rounds = 4, Calls = 400, LongStreams = 0, Pages = 8, Faults = 12, Settling = TimeSpan.FromSeconds(2) };

    [Fact]
    public async Task Twenty_thousand_calls_and_streams_of_ten_thousand_deltas_must_leave_nothing_behind()
    {
        await using var house = await SoakHouse.StartAsync();
        var report = await house.RunAsync(new SoakPlan { WarmUps = 3, Rounds = 7, Calls = 2000, LongStreams = 3, LongDeltas = 10_000 });
        report.Findings.ShouldBeEmpty(string.Join('\n', report.Samples));
        report.End.Calls.ShouldBeGreaterThan(20_000);
        report.End.Deltas.ShouldBeGreaterThan(30 * 10_000);
    }

    [Fact]
    public async Task A_policy_that_keeps_something_of_each_call_must_be_found_by_the_heap()
    {
        await using var house = await SoakHouse.StartAsync(SoakHouse.Hoarding);
        var report = await house.RunAsync(Short);
        report.Findings.Select(finding => finding.What).ShouldBe(["heap"], string.Join('\n', report.Samples));
        report.Heap.Least.ShouldBeGreaterThan(Short.Tolerance);
    }

    [Fact]
    public async Task Pages_that_never_go_must_be_found_by_their_places_and_their_handles()
    {
        await using var house = await SoakHouse.StartAsync();
        var pages = new List<Socket>();
        var report = await house.RunAsync(Short, sample => pages.AddRange(pages.Count > 0 ? [] : Enumerable.Range(0, Kept).Select(_ => PageOf(house.Target))));
        report.Findings.Select(finding => finding.What).ShouldBe(["handles", "pages"], ignoreOrder: true, string.Join('\n', report.Samples));
        pages.ForEach(page => page.Dispose());
    }

    static Socket PageOf(SoakTarget target)
    {
        var page = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        page.Connect(target.Target.Address);
        page.Send(Encoding.ASCII.GetBytes($"GET /activity/stream HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {GatewayAdmin.Key}\r\n\r\n"));
        return page;
    }
}
