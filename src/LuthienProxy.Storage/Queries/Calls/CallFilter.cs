using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Queries.Calls;

/// <summary>Which calls are asked for: those that meet every condition that is set. All null: all calls.</summary>
public sealed record CallFilter
{
    /// <summary>The model asked for, exactly.</summary>
    public string? Model { get; init; }

    /// <summary>The HTTP status that the client saw.</summary>
    public int? Status { get; init; }

    /// <summary>Where the call stands.</summary>
    public CallState? State { get; init; }

    /// <summary>What the call was for.</summary>
    public CallKind? Kind { get; init; }

    /// <summary>The agent's session.</summary>
    public string? SessionId { get; init; }

    /// <summary>The W3C trace: 32 hexadecimal digits.</summary>
    public string? TraceId { get; init; }

    /// <summary>The gateway process that took the call.</summary>
    public string? Node { get; init; }

    /// <summary>Opened at this time or later; counted in milliseconds.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Opened before this time; counted in milliseconds.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether a policy changed or stopped something.</summary>
    public bool? IsIntervened { get; init; }

    /// <summary>
    /// Words to be found in prompts, answers, tool calls or results: all of them, in any order and any case. <c>"several words"</c> stand for a phrase,
    /// <c>-word</c> and <c>-"a phrase"</c> for what must not occur. Nothing else has a meaning. At least one word must be wanted.
    /// </summary>
    public string? Text { get; init; }
}
