using System.Text.Json;
using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Fixtures.Transcripts;

/// <summary>The rules of OpenAI Chat Completions for what is sent back (protocols: C10, and what the provider answers with 400).</summary>
sealed class ChatTranscript(Issued issued)
{
    const int LongestId = 40;

    public IEnumerable<TranscriptViolation> Check(JsonElement body)
    {
        var messages = LooseJson.Items(body, "messages").ToList();
        foreach (var id in TranscriptJson.Twice(messages.SelectMany(CallsOf)))
            yield return new("id", $"The tool call {id} stands there twice.");
        for (var at = 0; at < messages.Count; at++)
            foreach (var violation in Check(messages, at))
                yield return violation;
    }

    IEnumerable<TranscriptViolation> Check(List<JsonElement> messages, int at)
    {
        var message = messages[at];
        if (message.Text("role") == "tool" && (at == 0 || messages[at - 1] is var before && before.Text("role") != "tool" && !CallsOf(before).Any()))
            yield return new("pairing", $"Message {at} is a result behind no call.");
        if (message.Text("role") != "assistant")
            yield break;
        var calls = CallsOf(message).ToList();
        if (calls.Count == 0 && IsSilent(message))
            yield return new("empty-text", $"Message {at} says nothing.");
        var answered = messages.Skip(at + 1).TakeWhile(next => next.Text("role") == "tool").Select(result => result.Text("tool_call_id"));
        if (!calls.Order().SequenceEqual(answered.Order()))
            yield return new("pairing", $"The calls of message {at} ({string.Join(", ", calls)}) are not those that are answered behind it ({string.Join(", ", answered)}).");
        foreach (var id in calls.Where(id => !TranscriptJson.IsId(id, LongestId) || issued.CallOf(id!) is null))
            yield return new("id", $"The tool call {id} was never made.");
    }

    static IEnumerable<string?> CallsOf(JsonElement message) => LooseJson.Items(message, "tool_calls").Select(call => call.Text("id"));

    static bool IsSilent(JsonElement message) =>
        TranscriptJson.IsBlank(message.Text("content")) && TranscriptJson.IsBlank(message.Text("refusal")) && LooseJson.Items(message, "content").All(part => TranscriptJson.IsBlank(part.Text("text") ?? part.Text("refusal")));
}
