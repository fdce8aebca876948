using LuthienProxy.LoadTest.Stamps;

namespace LuthienProxy.LoadTest.Plans;

/// <summary>What a run is to do. Immutable; its limits are checked where it is read (<see cref="Commands.RunOptions"/>).</summary>
sealed record LoadPlan
{
    static readonly TimeSpan MostSpread = TimeSpan.FromSeconds(1);

    /// <summary>A name for the report.</summary>
    public string Name { get; init; } = "load";

    /// <summary>How many streams are wanted when.</summary>
    public Profile Profile { get; init; } = new(ProfileKind.Steady, 100, TimeSpan.FromSeconds(30));

    /// <summary>The formats, taken in turn.</summary>
    public IReadOnlyList<WireFormat> Formats { get; init; } = [WireFormat.Chat];

    /// <summary>Of a hundred calls, how many do not ask for a stream.</summary>
    public int PlainPercent { get; init; }

    /// <summary>Of a hundred calls, how many are read slowly.</summary>
    public int SlowPercent { get; init; }

    /// <summary>Of a hundred streams, how many are left before their end.</summary>
    public int LeavePercent { get; init; }

    /// <summary>Deltas of each answer.</summary>
    public int Deltas { get; init; } = 100;

    /// <summary>Characters of each delta.</summary>
    public int Size { get; init; } = 32;

    /// <summary>Time between two deltas; zero for as fast as it goes.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Clients that come at one moment begin so far apart, lest their deltas keep coming at the same moments: those of a thousand models do not.</summary>
    public TimeSpan Spread => IsInStep ? TimeSpan.Zero : Every < MostSpread ? Every : MostSpread;

    /// <summary>Whether clients that come at one moment begin at once all the same.</summary>
    public bool IsInStep { get; init; }

    /// <summary>Most calls of the run.</summary>
    public int MaxCalls { get; init; } = StampText.MostCalls - 1;

    /// <summary>How long nothing may come on a connection.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long answers under way may take to their end when the time is over.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What a slow reader takes at a time, in bytes, and how long it rests then.</summary>
    public (int Bytes, TimeSpan Pause) Slowness { get; init; } = (1024, TimeSpan.FromMilliseconds(200));

    /// <summary>What everything that looks like chance follows from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The credential that calls present.</summary>
    public string Key { get; init; } = "no-key-is-needed";

    /// <summary>The model that calls ask for.</summary>
    public string Model => Every > TimeSpan.Zero
        ? $"{StampedUpstream.Prefix}text?deltas={Deltas}&size={Size}&every={(int)Every.TotalMilliseconds}ms"
        : $"{StampedUpstream.Prefix}text?deltas={Deltas}&size={Size}";
}
