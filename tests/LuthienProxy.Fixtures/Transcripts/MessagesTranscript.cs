using System.Text.Json;
using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Fixtures.Transcripts;

/// <summary>The rules of Anthropic Messages for what is sent back (protocols: A7, A10, A11, A15, and what the provider answers with 400).</summary>
sealed class MessagesTranscript(Issued issued)
{
    const int LongestId = 64;
    const int MostBreakpoints = 4;

    public IEnumerable<TranscriptViolation> Check(JsonElement body)
    {
        var turns = MessagesTurn.In(body);
        if (turns.Count == 0 || turns[0].Role != "user" || turns[^1].Role != "user")
            yield return new("roles", "The first and the last turn must be the user's.");
        foreach (var id in TranscriptJson.Twice(turns.SelectMany(turn => turn.Calls)))
            yield return new("id", $"The tool call {id} stands there twice.");
        if (Breakpoints(body) > MostBreakpoints)
            yield return new("cache", $"There are more than {MostBreakpoints} cache breakpoints.");
        for (var at = 0; at < turns.Count; at++)
            foreach (var violation in Check(turns, at))
                yield return violation;
        var loop = turns.Select((turn, index) => turn.IsWords ? index : -1).Max();
        foreach (var violation in turns.Skip(loop + 1).Where(turn => turn.Role == "assistant").SelectMany(Reasoned))
            yield return violation;
    }

    IEnumerable<TranscriptViolation> Check(IReadOnlyList<MessagesTurn> turns, int at)
    {
        var turn = turns[at];
        if (turn.Blocks.Count == 0)
            yield return new("empty-text", $"Turn {at} has no content.");
        if (turn.Of("text").Any(block => TranscriptJson.IsBlank(block.Text("text"))))
            yield return new("empty-text", $"Turn {at} has a text without words.");
        var answered = at + 1 < turns.Count ? turns[at + 1].Results : [];
        if (turn.Role == "assistant" && !turn.Calls.Order().SequenceEqual(answered.Order()))
            yield return new("pairing", $"The calls of turn {at} ({string.Join(", ", turn.Calls)}) are not those that the next one answers ({string.Join(", ", answered)}).");
        if (turn.Role == "user" && at == 0 && turn.Results.Any())
            yield return new("pairing", "Results stand before any call.");
        if (turn.Blocks.SkipWhile(block => block.Text("type") != "tool_use").Any(block => block.Text("type") != "tool_use"))
            yield return new("trailing-tool", $"In turn {at} something stands after a tool call that is none.");
        foreach (var violation in turn.Of("tool_use").SelectMany(Call).Concat(turn.Of("thinking", "redacted_thinking").SelectMany(Seal)))
            yield return violation;
    }

    IEnumerable<TranscriptViolation> Call(JsonElement call)
    {
        var id = call.Text("id");
        if (!TranscriptJson.IsId(id, LongestId) || issued.CallOf(id!) is null)
            yield return new("id", $"The tool call {id} was never made.");
        if (LooseJson.Field(call, "input").ValueKind != JsonValueKind.Object)
            yield return new("input", $"The input of the tool call {id} is no object.");
    }

    IEnumerable<TranscriptViolation> Seal(JsonElement block)
    {
        var known = MessagesTurn.SealOf(block) is { } seal ? issued.ReasoningOf(seal) : null;
        if (known is null || known != (block.Text("thinking") ?? ""))
            yield return new("seal", "Reasoning is not what was sealed.");
    }

    // Of the loop that is under way, the reasoning must be there, whole, in its order and first.
    IEnumerable<TranscriptViolation> Reasoned(MessagesTurn turn)
    {
        var calls = turn.Calls.Select(id => id is null ? null : issued.CallOf(id)).OfType<IssuedCall>().ToList();
        if (calls.Count == 0)
            yield break;
        if (!turn.Seals.SequenceEqual(calls[0].Seals))
            yield return new("seal", "Reasoning that led to a tool call is missing, or not in its order.");
        if (calls[0].IsReasonedFirst && turn.Blocks[0].Text("type") is not ("thinking" or "redacted_thinking"))
            yield return new("first-block", "An answer that began with reasoning begins with something else.");
    }

    static int Breakpoints(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Sum(member => member.Name == "cache_control" ? 1 : member.Name == "input" ? 0 : Breakpoints(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().Sum(Breakpoints),
        _ => 0,
    };
}
