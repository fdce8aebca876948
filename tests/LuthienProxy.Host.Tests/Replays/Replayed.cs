using System.Text.Json;

namespace LuthienProxy.Host.Tests.Replays;

/// <summary>What a replay answered.</summary>
sealed record Replayed(IReadOnlyList<JsonElement> Entries, JsonElement Summary)
{
    /// <summary>The entry of a replay of one call.</summary>
    public JsonElement Only => Entries.ShouldHaveSingleItem();

    /// <summary>How many there are of a kind of change.</summary>
    public int Count(string change) => Summary.GetProperty("changes").GetProperty(change).GetInt32();

    /// <summary>The ids of the calls that would have been otherwise.</summary>
    public IEnumerable<string> Others => Entries.Where(static entry => entry.Text("change") != "same").Select(static entry => entry.Text("transaction_id"));
}
