using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.LoadTest.Plans;
using LuthienProxy.LoadTest.Targets;
using LuthienProxy.LoadTest.Tests.Lies;

namespace LuthienProxy.LoadTest.Tests.Generating;

/// <summary>The real gateway under the harness: every stream is right.</summary>
[Trait("Spec", "000-56")]
public sealed class GatewayRunSpec
{
    const int Streams = 500;

    [Fact]
    public async Task Five_hundred_streams_at_once_in_all_formats_must_be_right_to_the_end()
    {
        await using var upstream = await Upstream.StartAsync(0, inOwnProcess: false, TimeProvider.System, CancellationToken.None);
        await using var gateway = await GatewayProcess.StartAsync(GatewayOptions.Before(upstream.Address) with { Environment = new Dictionary<string, string> { ["AUTH_MODE"] = "passthrough" } });
        var figures = await Runs.AgainstAsync(gateway.Address, new()
        {
            Profile = new(ProfileKind.Steady, Streams, TimeSpan.FromSeconds(60)),
            MaxCalls = 2 * Streams,
            Formats = Enum.GetValues<WireFormat>(),
            PlainPercent = 10,
            SlowPercent = 2,
            LeavePercent = 5,
            Deltas = 40,
            Every = TimeSpan.FromMilliseconds(25),
            Patience = TimeSpan.FromSeconds(60),
            Grace = TimeSpan.FromSeconds(60),
            Seed = 500,
        });
        figures.Failures.ShouldBeEmpty();
        (figures.Clean + figures.Left, figures.Unfinished).ShouldBe((2 * Streams, 0));
        figures.Left.ShouldBeGreaterThan(0);
        figures.Kinds.Count.ShouldBe(6);
        figures.Kinds.Where(kind => kind.Key.IsStreamed).ShouldAllBe(kind => kind.Value.Transit.Count > 1000 && kind.Value.FirstToken.Count > 50);
    }
}
