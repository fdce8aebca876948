using System.Text.Json.Serialization;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Host.Replays;

/// <summary>What a replay came to, all calls together.</summary>
sealed record ReplaySummary
{
    /// <summary>The stored instance's name; null where the policies were sent, or none has a name.</summary>
    public string? Policy { get; init; }

    /// <summary>Its version; 0 where there are none.</summary>
    public int Version { get; init; }

    /// <summary>What was compared with.</summary>
    [JsonConverter(typeof(SnakeCaseJson<ReplayAgainst>))]
    public ReplayAgainst Against { get; init; }

    /// <summary>How many calls were run.</summary>
    public int Calls { get; init; }

    /// <summary>How many of them would have been otherwise.</summary>
    public int Changed { get; init; }

    /// <summary>Of how many it cannot be said.</summary>
    public int Unknown { get; init; }

    /// <summary>How many there are of each kind of change.</summary>
    public required IReadOnlyDictionary<string, int> Changes { get; init; }

    /// <summary>How many there were of each verdict then.</summary>
    public required IReadOnlyDictionary<string, int> Before { get; init; }

    /// <summary>How many there would be of each verdict.</summary>
    public required IReadOnlyDictionary<string, int> After { get; init; }

    /// <summary>Where answers of judges came from.</summary>
    public required ReplayJudgesView Judges { get; init; }

    /// <summary>How long these policies took with half of the calls at most, in milliseconds.</summary>
    public double PolicyP50Ms { get; init; }

    /// <summary>How long they took with 99 of 100 calls at most, in milliseconds.</summary>
    public double PolicyP99Ms { get; init; }

    /// <summary>How long they took with the slowest, in milliseconds.</summary>
    public double PolicyMaxMs { get; init; }

    /// <summary>How long the replay took, in milliseconds.</summary>
    public double TookMs { get; init; }

    /// <summary>Whether there are more calls of this kind than were to be run.</summary>
    public bool HasMore { get; init; }

    /// <summary>Why it ended before its time, in plain words; null when it did not.</summary>
    public string? Stopped { get; init; }
}
