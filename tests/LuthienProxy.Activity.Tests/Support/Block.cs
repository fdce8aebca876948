using System.Text.Json.Nodes;

namespace LuthienProxy.Activity.Tests.Support;

/// <summary>What stands between two blank lines of a stream of server-sent events.</summary>
sealed record Block(string? Id, string? Event, string? Data, string? Retry, string? Comment)
{
    public JsonNode Json => JsonNode.Parse(Data!)!;

    /// <summary>What names an event wherever it is shown.</summary>
    public string Name => $"{Json["node"]}/{Json["epoch"]}/{Json["number"]}";

    public static Block Parse(string text)
    {
        var fields = text.Split('\n').Where(line => line.Length > 0).Select(line => line.Split(':', 2)).ToLookup(field => field[0], field => field[1].TrimStart());
        return new(fields["id"].SingleOrDefault(), fields["event"].SingleOrDefault(), fields["data"].SingleOrDefault(), fields["retry"].SingleOrDefault(), fields[""].SingleOrDefault());
    }
}
