namespace LuthienProxy.Protocol.Journal;

/// <summary>A call was taken.</summary>
public sealed record Opened : JournalEvent
{
    /// <summary>The gateway process that took it.</summary>
    public required string Node { get; init; }

    /// <summary>The wire format's name (<c>anthropic-messages</c>, <c>openai-chat</c>, <c>openai-responses</c>).</summary>
    public required string Format { get; init; }

    /// <summary>The model asked for; empty when the call is about none.</summary>
    public required string Model { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path, without its query.</summary>
    public required string Path { get; init; }

    /// <summary>Whether a stream was asked for.</summary>
    public bool IsStream { get; init; }

    /// <summary>What kind of call it is.</summary>
    public CallKind Kind { get; init; }

    /// <summary>The agent's session, where the client names one.</summary>
    public string? SessionId { get; init; }

    /// <summary>The W3C trace the call belongs to, 32 hexadecimal digits; null outside a trace.</summary>
    public string? TraceId { get; init; }

    /// <summary>The policies it runs under, by the configured instance's name; null where none is active, and in records from before there were any.</summary>
    public string? PolicyName { get; init; }

    /// <summary>Their version; 0 where there are no versions.</summary>
    public int PolicyVersion { get; init; }

    /// <summary>Whether an administrator asked for them for this one call.</summary>
    public bool IsPolicyOverride { get; init; }
}
