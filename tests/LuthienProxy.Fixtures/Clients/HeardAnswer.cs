using System.Collections.Immutable;
using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Fixtures.Clients;

/// <summary>What a client was sent, and what it makes of it.</summary>
public sealed record HeardAnswer
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The media type.</summary>
    public required string? MediaType { get; init; }

    /// <summary>All headers.</summary>
    public required ImmutableDictionary<string, string> Headers { get; init; }

    /// <summary>All bytes of the body.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Whether the connection broke instead of ending.</summary>
    public required bool IsTorn { get; init; }

    /// <summary>How it ended.</summary>
    public required HeardEnd End { get; init; }

    /// <summary>The rules of the format that it breaks.</summary>
    public required IReadOnlyList<GrammarViolation> Violations { get; init; }

    /// <summary>All visible text.</summary>
    public string Text { get; init; } = "";

    /// <summary>The tool calls, each <c>name(arguments)</c>.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>The gateway's name for the call; empty when it came from elsewhere.</summary>
    public string TransactionId => Headers.GetValueOrDefault("X-Luthien-Transaction-Id", "");
}
