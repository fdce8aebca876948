using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Content;

namespace LuthienProxy.Storage.Queries.Sessions;

/// <summary>
/// One call of a session: a turn, or one of the agent's errands (<see cref="CallSummary.Kind"/> tells them apart), with what is new in it.
/// </summary>
public sealed record SessionCall
{
    /// <summary>What lists show of it.</summary>
    public required CallSummary Call { get; init; }

    /// <summary>The system prompt, where no call before it had the same; else empty.</summary>
    public IReadOnlyList<ContentView> System { get; init; } = [];

    /// <summary>
    /// The messages that no call before it had. The answer before, which the client sends back with its next turn, is left out where it is what was delivered.
    /// </summary>
    public IReadOnlyList<MessageView> NewMessages { get; init; } = [];

    /// <summary>How many messages of its history came with calls before it.</summary>
    public int KnownMessages { get; init; }

    /// <summary>The answer as it was delivered; null when nothing was, or it is not on record.</summary>
    public ResponseView? Response { get; init; }

    /// <summary>Why content is missing or not whole, in plain words; empty when it is all there.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];
}
