using LuthienProxy.LoadTest.Generating;
using LuthienProxy.LoadTest.Http;
using LuthienProxy.LoadTest.Measuring;
using LuthienProxy.LoadTest.Plans;

namespace LuthienProxy.LoadTest.Tests.Lies;

/// <summary>Short runs, as tests make them.</summary>
static class Runs
{
    public const int Calls = 6;

    /// <summary>A few calls at full speed, two at a time.</summary>
    public static LoadPlan Few { get; } = new()
    {
        Profile = new(ProfileKind.Steady, 2, TimeSpan.FromSeconds(60)),
        MaxCalls = Calls,
        Deltas = 20,
        Every = TimeSpan.Zero,
        Patience = TimeSpan.FromSeconds(30),
        Seed = 11,
    };

    /// <summary>A few calls of one format.</summary>
    public static LoadPlan Of(string format) => Few with { Formats = [Enum.Parse<WireFormat>(format)] };

    /// <summary>Runs a plan to its end.</summary>
    public static async Task<Figures> AgainstAsync(Uri url, LoadPlan plan)
    {
        var figures = new Figures();
        var target = await Target.FindAsync(url, CancellationToken.None);
        await new LoadRun(plan, target, figures, new Observer(figures, null, TimeProvider.System), TimeProvider.System).RunAsync(_ => { }, CancellationToken.None);
        return figures;
    }
}
