using System.Collections.Immutable;

namespace LuthienProxy.Simulator;

/// <summary>One fault and its settings; each kind reads only what concerns it.</summary>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>Content events sent before a mid-stream fault; null is half of them, at least one.</summary>
    public int? After { get; init; }

    /// <summary>The wait of the slow kinds: once, or per delta.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The status of <see cref="FaultKind.ErrorStatus"/>.</summary>
    public int Status { get; init; } = 500;

    /// <summary>The body of an error status, as it is; null is the format's envelope.</summary>
    public string? Body { get; init; }

    /// <summary>Seconds in <c>retry-after</c> where a fault sends it.</summary>
    public int RetryAfter { get; init; } = 1;

    /// <summary>The text bytes of a giant event.</summary>
    public int Bytes { get; init; } = 1 << 20;

    /// <summary>The message of error answers and error events.</summary>
    public string Message { get; init; } = "simulated failure";

    /// <summary>Headers to add to an error status.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];
}
