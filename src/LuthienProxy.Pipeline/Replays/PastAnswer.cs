using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Replays;

/// <summary>What came of asking an upstream, as it is on record. A closed choice.</summary>
public abstract record PastAnswer
{
    PastAnswer()
    {
    }

    /// <summary>An upstream answered.</summary>
    /// <param name="Status">Its status.</param>
    /// <param name="Headers">Its headers that are on record.</param>
    /// <param name="Pieces">Its body, in the pieces that are on record.</param>
    /// <param name="End">What came after the last of them.</param>
    public sealed record Given(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, IReadOnlyList<ReadOnlyMemory<byte>> Pieces, PastEnd End) : PastAnswer;

    /// <summary>There was none, and the client was told this.</summary>
    public sealed record Failed(GatewayError Error) : PastAnswer;

    /// <summary>Nobody knows: no upstream was asked, or what it said is not on record.</summary>
    public sealed record Unknown : PastAnswer
    {
        /// <summary>The one instance.</summary>
        public static readonly Unknown Instance = new();
    }
}
