using System.Text.Json;
using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Fixtures.Transcripts;

/// <summary>What one side says in Anthropic Messages before the other one does: messages of one role that follow each other are one turn.</summary>
/// <param name="Role">Whose it is.</param>
/// <param name="Blocks">Its content.</param>
sealed record MessagesTurn(string Role, IReadOnlyList<JsonElement> Blocks)
{
    /// <summary>The turns of a request, without system messages among them.</summary>
    public static IReadOnlyList<MessagesTurn> In(JsonElement body)
    {
        var turns = new List<MessagesTurn>();
        foreach (var message in LooseJson.Items(body, "messages"))
        {
            if (message.Text("role") is not ("user" or "assistant") and not null)
                continue;
            var turn = new MessagesTurn(message.Text("role") ?? "", [.. BlocksOf(message)]);
            if (turns.Count > 0 && turns[^1].Role == turn.Role)
                turns[^1] = turn with { Blocks = [.. turns[^1].Blocks, .. turn.Blocks] };
            else
                turns.Add(turn);
        }
        return turns;
    }

    /// <summary>Whether somebody speaks here; a turn with results of tools goes on with what was begun.</summary>
    public bool IsWords => Role == "user" && !Of("tool_result").Any();

    /// <summary>The blocks of a type.</summary>
    public IEnumerable<JsonElement> Of(params string[] types) => Blocks.Where(block => types.Contains(block.Text("type")));

    /// <summary>The tool calls' ids, in their order.</summary>
    public IEnumerable<string?> Calls => Of("tool_use").Select(block => block.Text("id"));

    /// <summary>The ids that tool results name, in their order.</summary>
    public IEnumerable<string?> Results => Of("tool_result").Select(block => block.Text("tool_use_id"));

    /// <summary>The seals of the reasoning, in their order.</summary>
    public IEnumerable<string?> Seals => Of("thinking", "redacted_thinking").Select(SealOf);

    /// <summary>The seal of a block of reasoning.</summary>
    public static string? SealOf(JsonElement block) => block.Text("signature") ?? block.Text("data");

    static IEnumerable<JsonElement> BlocksOf(JsonElement message) => LooseJson.Field(message, "content") switch
    {
        { ValueKind: JsonValueKind.String } text => [JsonSerializer.SerializeToElement(new { type = "text", text = text.GetString() })],
        { ValueKind: JsonValueKind.Array } blocks => blocks.EnumerateArray(),
        _ => [],
    };
}
