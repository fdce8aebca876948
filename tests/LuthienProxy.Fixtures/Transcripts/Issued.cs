using System.Collections.Concurrent;
using System.Collections.Immutable;
using LuthienProxy.Simulator;

namespace LuthienProxy.Fixtures.Transcripts;

/// <summary>What a provider has said and will recognise when it comes back: its reasoning by the seal, its tool calls by the id. Thread-safe.</summary>
sealed class Issued
{
    readonly ConcurrentDictionary<string, string> _reasoning = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, IssuedCall> _calls = new(StringComparer.Ordinal);
    int _count;

    /// <summary>The reasoning under this seal, empty where only the seal was shown; null when the provider never sealed it.</summary>
    public string? ReasoningOf(string seal) => _reasoning.GetValueOrDefault(seal);

    /// <summary>The call of this id; null when the provider never made it.</summary>
    public IssuedCall? CallOf(string id) => _calls.GetValueOrDefault(id);

    /// <summary>Keeps what an answer says. Its tool calls get ids of their own where they have none.</summary>
    public ScriptedAnswer Issue(ScriptedAnswer answer, SimulatorApi? api)
    {
        var seals = answer.Parts.Select(Remember).OfType<string>().ToImmutableArray();
        var isReasonedFirst = answer.Parts is [AnswerPart.Reasoning or AnswerPart.RedactedReasoning, ..];
        return answer.Parts.Any(IsCall) ? answer with { Parts = [.. answer.Parts.Select(part => Issue(part, api, seals, isReasonedFirst))] } : answer;
    }

    static bool IsCall(AnswerPart part) => part is AnswerPart.ToolCall or AnswerPart.CustomToolCall;

    AnswerPart Issue(AnswerPart part, SimulatorApi? api, ImmutableArray<string> seals, bool isReasonedFirst)
    {
        string Issued(string? id)
        {
            var issued = id ?? $"{(api == SimulatorApi.Messages ? "toolu_" : "call_")}issued{Interlocked.Increment(ref _count):d6}";
            _calls[issued] = new IssuedCall(issued, seals, isReasonedFirst);
            return issued;
        }
        return part switch
        {
            AnswerPart.ToolCall call => call with { Id = Issued(call.Id) },
            AnswerPart.CustomToolCall custom => custom with { Id = Issued(custom.Id) },
            _ => part,
        };
    }

    string? Remember(AnswerPart part)
    {
        switch (part)
        {
            case AnswerPart.Reasoning reasoning:
                _reasoning[reasoning.Seal] = string.Concat(reasoning.Deltas);
                return reasoning.Seal;
            case AnswerPart.RedactedReasoning redacted:
                _reasoning[redacted.Data] = "";
                return redacted.Data;
            default:
                return null;
        }
    }
}
