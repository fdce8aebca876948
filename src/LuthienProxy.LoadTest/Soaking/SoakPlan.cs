using LuthienProxy.LoadTest.Plans;

namespace LuthienProxy.LoadTest.Soaking;

/// <summary>What a soak does: rounds of the same work, each followed by a rest in which the target is weighed. Immutable.</summary>
sealed record SoakPlan
{
    /// <summary>Settings under which pages that were cut are noticed at once, a lost place is soon missed, and what is kept for pages that come back is full after one round.</summary>
    public static IReadOnlyList<string> GatewayArguments { get; } =
        ["--luthien:activity:heartbeat=250ms", "--luthien:activity:ring=256", $"--luthien:activity:max-connections={Places}", "--luthien:activity:max-connects-per-minute=100000"];

    /// <summary>How many pages the target lets in at once.</summary>
    public const int Places = 64;

    /// <summary>Rounds that only warm up: caches, pools and the compiler fill.</summary>
    public int WarmUps { get; init; } = 3;

    /// <summary>Rounds that count.</summary>
    public int Rounds { get; init; } = 10;

    /// <summary>Short calls of each round, in all formats, streamed and not, some of which their clients leave.</summary>
    public int Calls { get; init; } = 2000;

    /// <summary>How many of them are open at once.</summary>
    public int Streams { get; init; } = 32;

    /// <summary>Deltas of each.</summary>
    public int Deltas { get; init; } = 10;

    /// <summary>Long streams of each round, besides.</summary>
    public int LongStreams { get; init; } = 3;

    /// <summary>Deltas of each of those.</summary>
    public int LongDeltas { get; init; } = 10_000;

    /// <summary>Pages of each round that come, watch, and are cut.</summary>
    public int Pages { get; init; } = 40;

    /// <summary>Calls of each round whose upstream fails, by turns in every way that ends.</summary>
    public int Faults { get; init; } = 60;

    /// <summary>Bytes of the live heap for each call that are no growth. In a short run the pools of connections and buffers still fill, by some 100 bytes for each; what a call itself consists of is far larger.</summary>
    public double Tolerance { get; init; } = 256;

    /// <summary>Threads that the pool may keep for a while.</summary>
    public int SpareThreads { get; init; } = 16;

    /// <summary>Connections to the upstream that the pool may keep for a while.</summary>
    public int SpareHandles { get; init; } = 16;

    /// <summary>How long what is on its way when the work ends may take.</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What everything that looks like chance follows from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The short calls of every round.</summary>
    public LoadPlan Short => Plan(Streams, Calls, Deltas) with { PlainPercent = 30, LeavePercent = 10 };

    /// <summary>The long streams of every round.</summary>
    public LoadPlan Long => Plan(LongStreams, LongStreams, LongDeltas);

    LoadPlan Plan(int streams, int calls, int deltas) => new()
    {
        Profile = new(ProfileKind.Soak, Math.Max(1, streams), TimeSpan.FromHours(1)),
        MaxCalls = calls,
        Formats = Enum.GetValues<WireFormat>(),
        Deltas = deltas,
        Every = TimeSpan.Zero,
        Patience = TimeSpan.FromMinutes(2),
        Grace = TimeSpan.FromMinutes(5),
        // Each round asks the same: what is kept of every new text, such as its hash, is full after the first.
        Seed = Seed,
    };
}
