using System.Collections.Immutable;
using System.ComponentModel;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Conditional;

/// <summary>Which calls are meant. All that is given must hold; of a list, one entry is enough. Immutable.</summary>
public sealed record CallCondition
{
    /// <summary>The requested models, as the client names them; <c>*</c> and <c>?</c> stand for anything, capitals do not matter.</summary>
    [Description("The requested models, as the client names them; * and ? stand for anything, capitals do not matter.")]
    public ImmutableArray<string> Models { get; init; } = [];

    /// <summary>The wire formats: <c>anthropic-messages</c>, <c>openai-chat</c>, <c>openai-responses</c>.</summary>
    [Description("The wire formats: anthropic-messages, openai-chat, openai-responses.")]
    public ImmutableArray<string> Formats { get; init; } = [];

    /// <summary>What the call is for.</summary>
    [Description("What the call is for: Turn, Title, Probe, TokenCount.")]
    public ImmutableArray<CallKind> Kinds { get; init; } = [];

    /// <summary>Whether the client asked for a stream; null where it does not matter.</summary>
    [Description("Whether the client asked for a stream; left out where it does not matter.")]
    public bool? Streamed { get; init; }

    /// <summary>Names of tools, one of which the request offers; <c>*</c> and <c>?</c> stand for anything, capitals do not matter.</summary>
    [Description("Names of tools, one of which the request offers; * and ? stand for anything, capitals do not matter.")]
    public ImmutableArray<string> Tools { get; init; } = [];
}
