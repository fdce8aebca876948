namespace LuthienProxy.Architecture.Tests;

/// <summary>Which room stands on which floor; the roof is the highest. A room that is not built yet may stand in the table.</summary>
static class Floors
{
    public const int Roof = 5;

    public static IReadOnlyDictionary<string, int> Of { get; } = new Dictionary<string, int>
    {
        ["Luthien.Actors"] = 0,
        ["Luthien.Streams"] = 0,
        ["Luthien.Hocon"] = 0,
        ["LuthienProxy.Protocol"] = 1,
        ["LuthienProxy.Policies"] = 2,
        ["LuthienProxy.Simulator"] = 2,
        ["LuthienProxy.Pipeline"] = 3,
        ["LuthienProxy.Storage"] = 4,
        ["LuthienProxy.Activity"] = 4,
        ["LuthienProxy.Host"] = Roof,
        ["LuthienProxy.Cli"] = Roof,
        ["LuthienProxy.LoadTest"] = Roof,
        ["LuthienProxy.Demo"] = Roof,
    };
}
