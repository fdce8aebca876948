using System.Text.Json;

namespace LuthienProxy.EndToEnd.Tests.Activity;

/// <summary>An event as a page got it, and when.</summary>
sealed record LiveEvent(JsonElement Json, DateTimeOffset ArrivedAt)
{
    public string Type => Text("type")!;

    public string Node => Text("node")!;

    public bool IsGap => Type == "gap";

    public string? TransactionId => Text("transaction_id");

    /// <summary>How many events a gap stands for.</summary>
    public long Missed => Json.GetProperty("missed").GetInt64();

    public long Number => Json.GetProperty("number").GetInt64();

    /// <summary>The run of the node that numbered it.</summary>
    public string Run => $"{Node}/{Text("epoch")}";

    /// <summary>From its happening until a page had it; both read the clock of one machine.</summary>
    public TimeSpan Age => ArrivedAt - Json.GetProperty("at").GetDateTimeOffset();

    public string? Text(string member) => Json.TryGetProperty(member, out var value) ? value.GetString() : null;
}
